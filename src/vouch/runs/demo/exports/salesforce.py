"""What does the CRM export say? The files of a Salesforce Data Export: accounts, people, deals, buyers, users."""

from __future__ import annotations

from contextlib import ExitStack
from datetime import date, datetime, timedelta
from pathlib import Path

from vouch.runs.demo.cast.companies import Company
from vouch.runs.demo.cast.people import Person, latin
from vouch.runs.demo.cast.staff import Colleague
from vouch.runs.demo.exports.ids import salesforce_id
from vouch.runs.demo.exports.sheet import Sheet, at, header
from vouch.runs.demo.lives.calendar import working_day
from vouch.runs.demo.lives.events import Sale
from vouch.runs.demo.lives.life import Life

_SOURCES = ("Web", "Trade show", "Partner", "Referral", "Outbound")
_BUYING = {
    "sponsor": "Economic Buyer",
    "renewal_decider": "Decision Maker",
    "outcome_owner": "Business User",
    "administrator": "Technical Buyer",
}
_TWICE, _AT, _SECOND = 40, 7, 500_000
"""One company in so many stands in the CRM twice; second records are numbered from there on."""
_CROWD = 4
"""A company with more people than that does not miss one."""
_PROBABILITY = {"Qualification": 10, "Needs Analysis": 20, "Proposal/Price Quote": 75, "Negotiation/Review": 90}


class Salesforce:
    """The five files, written life by life."""

    def __init__(self, folder: Path, stack: ExitStack, today: date, staff: tuple[Colleague, ...]) -> None:
        def sheet(name: str) -> Sheet:
            return Sheet(folder, f"salesforce/{name}.csv", header(name), stack, quoted=True)

        self._accounts, self._contacts, self._users = sheet("Account"), sheet("Contact"), sheet("User")
        self._deals, self._roles = sheet("Opportunity"), sheet("OpportunityContactRole")
        self.sheets = (self._accounts, self._contacts, self._deals, self._roles, self._users)
        self._today = today
        self._moving: Person | None = None
        self._moved = False
        sellers = [one for one in staff if one.team == "Sales" and one.active]
        self._sellers = sellers or list(staff)
        for colleague in staff:
            self._user(colleague)

    def write(self, life: Life) -> None:
        """All the CRM knows of one company."""
        company, rng = life.company, life.rng
        created = working_day((company.since or life.ago(rng.randint(30, 420))) - timedelta(days=rng.randint(60, 300)))
        touched = life.ago(rng.randint(1, 80))
        owner = user_id(company.owner)
        self._accounts.add({
            "Id": company.id, "IsDeleted": "0", "Name": company.name, "Type": company.crm_type,
            "BillingCity": company.city, "BillingCountry": company.country.name,
            "Website": f"https://www.{company.domain}", "Industry": company.industry,
            "AnnualRevenue": company.revenue, "NumberOfEmployees": company.employees,
            "Rating": rng.choice(("", "", "Warm", "Hot")), "OwnerId": owner, "CreatedDate": at(created, company.number),
            "LastModifiedDate": at(touched, company.number), "LastActivityDate": touched,
            "AccountSource": rng.choice(_SOURCES),
        })  # fmt: skip
        for person in company.people:
            joined = max(created, life.ago(rng.randint(100, 1_200)))
            self._contacts.add({
                "Id": person.id, "IsDeleted": "0", "AccountId": company.id, "LastName": person.last,
                "FirstName": person.first, "Name": person.name, "MailingCity": person.city,
                "MailingCountry": person.country, "Email": person.email, "Title": person.title,
                "Department": person.department, "LeadSource": rng.choice(_SOURCES), "OwnerId": owner,
                "HasOptedOutOfEmail": "1" if person.opted_out else "0", "CreatedDate": at(joined, person.number),
                "LastModifiedDate": at(max(joined, life.ago(rng.randint(3, 300))), person.number),
            })  # fmt: skip
        self._changes_employer(life, owner)
        for sale in life.sales:
            self._deal(life, sale)
        if company.number % _TWICE == _AT:
            self._again(company, at(touched, company.number))

    def _changes_employer(self, life: Life, owner: str) -> None:
        """One person in the sample leaves a company nobody tells of, and is found at the next one twelve days ago."""
        company = life.company
        if self._moving and life.contract and not self._moved:
            person, self._moved = self._moving, True
            self._contacts.add({
                "Id": person.id, "IsDeleted": "0", "AccountId": company.id, "LastName": person.last,
                "FirstName": person.first, "Name": person.name, "Email": person.email, "Title": person.title,
                "OwnerId": owner, "HasOptedOutOfEmail": "0", "CreatedDate": at(life.ago(900), person.number),
                "LastModifiedDate": at(life.ago(12), person.number),
            })  # fmt: skip
        elif self._moving is None and life.lead is None and life.contract and len(company.people) > _CROWD:
            self._moving = company.people[-1]

    def _again(self, company: Company, touched: datetime) -> None:
        """Typed in once more, by somebody who did not search first: the company from a card, a person by their private
        address. The draw of lives knows nothing of it."""
        self._accounts.add({
            "Id": salesforce_id("001", _SECOND + company.number), "IsDeleted": "0", "Name": f"{company.name} Ltd",
            "Type": "Prospect", "NumberOfEmployees": company.employees,
            "BillingCountry": company.country.name, "OwnerId": user_id(company.owner),
            "CreatedDate": touched, "LastModifiedDate": touched, "AccountSource": "Trade show",
        })  # fmt: skip
        for person in company.people[:1]:
            self._contacts.add({
                "Id": salesforce_id("003", _SECOND + person.number), "IsDeleted": "0", "AccountId": company.id,
                "LastName": person.last, "FirstName": person.first, "Name": person.name, "Title": person.title,
                "Email": f"{person.email.split('@')[0]}@mail{company.number}.example",
                "OwnerId": user_id(company.owner),
                "HasOptedOutOfEmail": "0", "CreatedDate": touched, "LastModifiedDate": touched,
            })  # fmt: skip

    def _deal(self, life: Life, sale: Sale) -> None:
        closed = sale.won is not None
        number = self._deals.rows + 1
        key = salesforce_id("006", number)
        self._deals.add({
            "Id": key, "IsDeleted": "0", "AccountId": life.company.id, "Name": sale.name, "StageName": sale.stage,
            "Amount": sale.amount, "CurrencyIsoCode": "EUR",
            "Probability": 100 if sale.won else 0 if closed else _PROBABILITY[sale.stage], "CloseDate": sale.closes,
            "Type": sale.type, "LeadSource": life.rng.choice(_SOURCES), "IsClosed": "1" if closed else "0",
            "IsWon": "1" if sale.won else "0", "ForecastCategoryName": "Closed" if closed else "Pipeline",
            "OwnerId": user_id(life.rng.choice(self._sellers)), "CreatedDate": at(sale.opened, number),
            "LastModifiedDate": at(sale.closes if closed else max(sale.opened, life.ago(3)), number, hour=12),
            "Contract_Term__c": sale.months,
        })  # fmt: skip
        for person in life.company.people:
            if role := _BUYING.get(person.part):
                self._roles.add({
                    "Id": salesforce_id("00K", self._roles.rows + 1), "OpportunityId": key, "ContactId": person.id,
                    "Role": role, "IsPrimary": "1" if person is life.company.people[0] else "0", "IsDeleted": "0",
                    "CreatedDate": at(sale.opened, number, hour=12),
                    "LastModifiedDate": at(sale.opened, number, hour=13),
                })  # fmt: skip

    def _user(self, colleague: Colleague) -> None:
        first, _, last = colleague.name.partition(" ")
        self._users.add({
            "Id": user_id(colleague), "Username": f"{latin(first)}.{latin(last)}@crm.{colleague.email.split('@')[1]}",
            "LastName": last, "FirstName": first, "Name": colleague.name, "Email": colleague.email,
            "Department": colleague.team, "IsActive": "1" if colleague.active else "0",
            "LastModifiedDate": at(working_day(self._today - timedelta(days=40)), colleague.number),
        })  # fmt: skip


def user_id(colleague: Colleague) -> str:
    """The CRM's id of one of ours."""
    return salesforce_id("005", colleague.number + 1)
