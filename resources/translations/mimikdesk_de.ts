<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="de_DE" sourcelanguage="en_US">
<context>
    <name>Sentences</name>
    <message>
        <source>A broker reported a fill a second time.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A flatten has begun on a follower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A follower&apos;s resting copy filled and the leader&apos;s order has not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A position that should be closed is not closed, or its close is not confirmed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A position was closed twice; what came out on the other side is closed at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A trade was copied smaller than its size because of a limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A trade was not copied because of your own settings: a switch, the whitelist, a limit.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>A trade was not copied because something was not in order: a connection, a broker&apos;s refusal, a breaker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Add it to the whitelist to copy it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An earlier order on the other side was not settled in time, so this one was not sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An order rests on a follower and the leader has none like it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An order that rested on a follower was cancelled.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>An order was refused, lost or never sent, and is not sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another MimikDesk trades on the same account.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Another instrument of the leader is already copied into the same one here.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the session check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Answer the session check: adopt what it holds, flatten it, or leave it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Back after a pause</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Broker takes no requests</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Cancel not confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Change refused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Choose a replication mode in the group&apos;s settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the position at the broker if it takes long.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Close the position at the broker if you can; the program goes on trying.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the account with its broker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the follower with its broker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Compare the follower with the leader; nothing is entered again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Complete the follower&apos;s instrument mapping, or trade an instrument it covers.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Connection lost</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied by another computer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copied in part</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Copy failed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Difference answered</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Dry run: the follower would have opened {size}; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End one of the two.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>End the group&apos;s dry run to copy for real; a position decided in the dry run is not entered late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Entry not filled</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit not through</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit refused, being repeated</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Exit waits for the line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Few requests left</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill taken back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Fill told twice</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Filled before the leader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flat, confirmed</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flatten</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flatten the follower to copy again from the leader&apos;s next trade.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Flatten the follower; it copies again from the leader&apos;s next trade.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follower brought back in line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follower differs from the leader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Follower out of line</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>If it takes long, close the position at the broker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is asked again by itself.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is being asked. New trades wait until the answer is there; exits do not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It is not entered late. Look at the follower&apos;s orders at its broker if you did not cancel it there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reconnects by itself; the missed trade is not entered late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>It reconnects by itself; what the leader opens meanwhile is not entered late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leader left alone</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leader traded unseen</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it flat: it follows again with the leader&apos;s next trade. Nothing is entered late.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Leave it, cancel it at the broker, or set what becomes of late entries in the group&apos;s settings.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the account&apos;s limits at its broker before you trade it again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the broker&apos;s words in the activity list before you trade this follower again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the follower&apos;s working orders at its broker.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the last rejections in the activity list, then resume the follower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at the lines before it in the activity list.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Look at what happened, then switch the follower on again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>MimikDesk</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Move stops and targets less often; what closing everything would take is kept.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New trades are held back; exits go out once, and again when it allows them. Close at the broker what cannot wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New trades on this follower are paused after {breaker}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>New trades paused</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>No instrument on this follower stands for {symbol}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing reached the broker. The trade is not sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing rests on the follower; the leader&apos;s fill is followed with a market order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do.</source>
        <translation>Nichts zu tun.</translation>
    </message>
    <message>
        <source>Nothing to do: it copies again from the leader&apos;s next order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Nothing to do: the exit rests here as soon as there is a position to protect.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Open Connections and sign in again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Opening trade held back</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order without an answer</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Order without its leader</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Place a stop at the follower&apos;s broker, or flatten the follower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position corrected</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Position without a stop</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Raise max contracts if the account&apos;s rules allow it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replication is off for this follower.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replication stopped</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Replication to this follower was stopped after the guard had closed what it held.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Resting copy withdrawn</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Somebody traded a follower at its broker while it was being copied to.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something about the program itself: its files, its journal, its start.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Something would have traded a leader&apos;s account; nothing was sent.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the follower off before you trade it by hand.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the follower on to copy new trades to it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Switch the group on to copy new trades.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker changed a fill after the fact.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker did not change a resting order; it works on as it was.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker did not confirm a cancel, and the position was closed all the same.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker ended the follower&apos;s stop twice while the leader&apos;s works; the position is closed at the market.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker has confirmed that a flattened follower is flat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker has not told what became of an earlier order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker has not told what became of an order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker refused an exit; it is sent again until the position is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker rejected the order: “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker reports another position than the fills that were seen.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker takes no requests from this login for now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker will soon take no more requests from one login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The broker&apos;s words say why. The trade is not sent again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The cockpit says what can be done about it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer slept, or stood still, just when the leader traded.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The computer was asleep or its clock was set; every connection is made anew.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy rests at the follower&apos;s broker and fills there.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The copy that rested at the follower&apos;s broker ended before it was filled: {text}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower differed from the leader when copying started, and that is not settled yet.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower holds nothing yet that this exit could close.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower is flat already.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower is switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower stands on the other side of the leader.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower stays without this trade. Enter by hand only if you want it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower was flattened after the leader had sent this order.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower&apos;s broker closed the position itself: “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower&apos;s broker has no order like this one: {text}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower&apos;s connection is {line}; its exit goes out the moment the line is back.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower&apos;s connection was {line}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower&apos;s limit of {max_contracts} contracts leaves room for {room}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower&apos;s login is no longer accepted.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The follower&apos;s size stays the same after rounding.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The group is switched off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guard closed a follower&apos;s position and switched the follower off.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guard closed what a follower held too much, and the broker has confirmed it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guard closes what is too much, as the group&apos;s settings say. Close it now if you do not want to wait.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guard found a follower that does not hold what it should.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The guard has closed what the follower held here, because it did not fit the leader&apos;s position.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leader closed again before his entry was copied.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leader closed while a follower&apos;s connection was down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leader has a stop and a follower&apos;s position has none that works.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leader reduced while his line was down; both accounts are compared before anything is closed.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leader traded while his connection was down, or a report of it went missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leader traded while his line was down, or a report of it went missing.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leader&apos;s entry filled and the copy resting on a follower has not.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leader&apos;s entry filled, and the copy resting here did not within {seconds} s.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The leader&apos;s order was resting before copying started.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The line to a broker is down.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The market is closed; the broker says: “{text}”.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The order could not be sent: {text}.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The requests that the broker still allows this login are kept for closing what is open.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trade is not entered late. Keep the computer awake while you trade.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trade is not entered late. Leaving the follower as it is, is the safe choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trade is not entered late. Leaving the followers as they are is the safe choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trade is not sent again when it opens.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>The trade was missed and is not entered late. Leaving the follower as it is, is the safe choice.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too many orders or too many rejections: a follower takes no new trades before you resume it.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Too much was asked of the broker through one login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trade by hand</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Trade the leader on your own platform.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two exits met</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Two exits met at the broker; the contracts that came out on the other side were closed at once.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until every account is connected and read again.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until it does; close at the broker what has to be closed now.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until that position is closed; one leader instrument at a time can use a follower&apos;s instrument.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>Wait until the broker allows more, and trade fewer accounts or fewer orders through this login.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>When copying started a follower held something else than the leader&apos;s position asks for.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You answered a finding or the session check.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>You left this follower&apos;s position in {symbol} as it is; nothing is opened there before it is flat.</source>
        <translation type="unfinished"></translation>
    </message>
    <message>
        <source>{symbol} is not on the group&apos;s whitelist.</source>
        <translation type="unfinished"></translation>
    </message>
</context>
</TS>
