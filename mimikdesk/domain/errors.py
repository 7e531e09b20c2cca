"""Errors that a trader may get to see. Each message says what is wrong and what to do.

MimikDeskError
 +-- AccountError      a connection or an account that cannot be set up so
 +-- DiagnosticsError  a file that the diagnostics cannot be written to
 +-- ExportError       a file that the log cannot be written to
 +-- GroupError        a copy group that breaks the rules of section 4
 +-- IncidentError     a report that cannot be made of what the journal holds
 +-- JournalError      the database is damaged, newer, or cannot be written
 +-- LeaderRefusedError     somebody addressed an order to a leader account
 +-- ReplayError       a file or settings that a replay cannot be made of
 +-- RiskError         a risk rule or a lock that may not be as asked for
 +-- UsageError        an unknown option or a wrong argument
"""


class MimikDeskError(Exception):
    """Base of all errors whose text is meant for the trader."""


class AccountError(MimikDeskError):
    """A connection or an account that cannot be set up as asked for."""


class DiagnosticsError(MimikDeskError):
    """The diagnostics cannot be written to where they were asked for."""


class ExportError(MimikDeskError):
    """The log cannot be written to where it was asked for."""


class GroupError(MimikDeskError):
    """A copy group that may not exist as asked for."""


class IncidentError(MimikDeskError):
    """A report cannot be made of what was asked for: no such account, nothing recorded, a folder that is not one."""


class JournalError(MimikDeskError):
    """The journal cannot be opened or written."""


class LeaderRefusedError(MimikDeskError):
    """A command was addressed to an account that leads a group. Nothing was sent."""


class ReplayError(MimikDeskError):
    """A file cannot be read as a leader's day, or the settings to replay it with do not fit."""


class RiskError(MimikDeskError):
    """A risk rule with a value that makes no sense, or a lock that may not be changed so. Nothing was changed."""


class UsageError(MimikDeskError):
    """The program was asked for something it does not know."""
