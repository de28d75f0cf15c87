"""What is asked of a colleague who writes down what a customer said."""

from __future__ import annotations

from vouch.web.workspace.customers.allowed.forms.company import EVERYTHING, PermissionForm
from vouch.web.workspace.customers.allowed.forms.holding import GoOnForm, HoldForm
from vouch.web.workspace.customers.allowed.forms.person import ConsentForm, LimitsForm

__all__ = ["EVERYTHING", "ConsentForm", "GoOnForm", "HoldForm", "LimitsForm", "PermissionForm"]
