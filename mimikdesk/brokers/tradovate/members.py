"""The names that the broker is known to use: entities, their plurals, their members. Everything else is counted."""

from collections.abc import Mapping

AUTO_LIQ_AMOUNTS = tuple(
    [
        f"{what}{level}"
        for what in ("marginPercentage", "dailyLossPercentage")
        for level in ("Alert", "LiqOnly", "AutoLiq")
    ]
    + ["dailyLossAlert", "dailyLossLiqOnly", "dailyLossAutoLiq", "weeklyLossAutoLiq", "dailyProfitAutoLiq"]
    + ["weeklyProfitAutoLiq", "trailingMaxDrawdown", "trailingMaxDrawdownLimit"]
)


def _members(names: str) -> frozenset[str]:
    return frozenset(names.split())


MEMBERS: Mapping[str, frozenset[str]] = {
    "account": _members(
        "id name userId accountType active closed restricted readonly clearingHouseId riskCategoryId autoLiqProfileId "
        "marginAccountType legalStatus timestamp evaluationSize nickname archived ccEmail futuresDisabled swapEnabled "
        "spotMarginEnabled ssfRiskDisclosureAcknowledgment"
    ),
    "accountRiskStatus": _members(
        "id adminAction adminTimestamp liquidateOnly userTriggeredLiqOnly maxNetLiq minNetLiq maxNetLiqTimestamp "
        "minNetLiqTimestamp"
    ),
    "userAccountAutoLiq": _members("id changesLocked doNotUnlock trailingMaxDrawdownMode flattenTimestamp")
    | frozenset(AUTO_LIQ_AMOUNTS),
    "order": _members(
        "id accountId contractId spreadDefinitionId timestamp action ordStatus executionProviderId ocoId parentId "
        "linkedId admin archived external"
    ),
    "orderVersion": _members(
        "id orderId orderQty orderType price stopPrice limitIfTouchedPrice maxShow pegDifference timeInForce "
        "expireTime text"
    ),
    "command": _members(
        "id orderId timestamp clOrdId commandType commandStatus senderId userSessionId activationTime customTag50 "
        "isAutomated"
    ),
    "commandReport": _members("id commandId timestamp commandStatus rejectReason text ordStatus"),
    "executionReport": _members(
        "id commandId name accountId contractId timestamp tradeDate orderId execType execRefId ordStatus action cumQty "
        "avgPx lastQty lastPx rejectReason text exchangeOrderId externalClOrdId"
    ),
    "fill": _members("id orderId contractId timestamp tradeDate action qty price active finallyPaired external"),
    "position": _members(
        "id accountId contractId timestamp tradeDate netPos netPrice bought boughtValue sold soldValue prevPos "
        "prevPrice archived"
    ),
    "cashBalance": _members(
        "id accountId timestamp tradeDate currencyId amount realizedPnL weekRealizedPnL amountSOD archived"
    ),
    "contract": _members("id name contractMaturityId timestamp status providerTickSize"),
    "contractMaturity": _members(
        "id productId expirationMonth expirationDate firstIntentDate underlyingId isFront timestamp"
    ),
    "product": _members(
        "id name currencyId productType description exchangeId contractGroupId riskDiscountContractGroupId status "
        "months isSecured valuePerPoint priceFormatType priceFormat tickSize timestamp"
    ),
    "orderStrategyLink": _members("id orderStrategyId orderId label"),
}

_PLURALS = {
    "accountRiskStatuses": "accountRiskStatus",
    "currencies": "currency",
    "properties": "property",
    "userProperties": "userProperty",
    "contractMaturities": "contractMaturity",
    "orderStrategies": "orderStrategy",
    "annualReviews": "annualReview",
    "userReadStatuses": "userReadStatus",
}

PASSED_OVER = _members(
    "user userProperty property marginSnapshot currency fillPair exchange spreadDefinition fillFee orderStrategy "
    "orderStrategyType contractGroup userPlugin annualReview userReadStatus userPromoCode cashBalanceLog "
    "userSessionStats userDevice adminAlertSignal otherEnvAdminAlertSignal tradingPermission userAccountPositionLimit "
    "userAccountRiskParameter permissionedAccountAutoLiq userSession"
)
"""Entities that are known and that nothing here needs."""

_NAMES = {name.lower(): name for name in [*MEMBERS, *PASSED_OVER]}


def entity_name(given: str) -> str | None:
    """The broker's name of an entity, in whatever case it came; None where nobody knows it."""
    return given if given in MEMBERS else _NAMES.get(given.lower())


def of_section(key: str) -> str | None:
    """The entity whose rows stand under a key of the answer to syncrequest, e.g. ``fills``."""
    return entity_name(_PLURALS.get(key, key.removesuffix("s")))


VALUES: Mapping[str, frozenset[str]] = {
    "order.ordStatus": _members(
        "Canceled Completed Expired Filled PendingCancel PendingNew PendingReplace Rejected Suspended Unknown Working"
    ),
    "orderVersion.orderType": _members(
        "Market Limit Stop StopLimit TrailingStop TrailingStopLimit MIT QTS LimitIfTouched"
    ),
    "command.commandType": _members("New Modify Cancel"),
    "command.commandStatus": _members(
        "Pending RiskPassed RiskRejected PendingExecution AtExecution ExecutionRejected ExecutionStopped "
        "ExecutionSuspended OnHold Replaced"
    ),
    "executionReport.execType": _members(
        "New Trade Canceled Replaced Rejected Expired Completed DoneForDay OrderStatus PendingNew PendingCancel "
        "PendingReplace Stopped Suspended TradeCancel TradeCorrect"
    ),
    "accountRiskStatus.adminAction": _members(
        "AgreedOnLiqOnlyModeByAutoLiq AgreedOnLiquidationByAutoLiq DisableAutoLiq LiquidateImmediately "
        "LiquidateOnlyModeImmediately LockTradingImmediately Normal PlaceAutoLiqOnHold"
    ),
}
"""Values of enumerations that are known; the vendor adds to them without notice."""
