"""Regions, availability domains, fault domains."""

from __future__ import annotations

from oci_simulator.cloud.catalogue.offered import Answer, Question, offered
from oci_simulator.cloud.errors import not_found

REGIONS = {
    "ca-toronto-1": "YYZ",
    "ca-montreal-1": "YUL",
    "us-ashburn-1": "IAD",
    "us-phoenix-1": "PHX",
    "us-sanjose-1": "SJC",
    "uk-london-1": "LHR",
    "eu-frankfurt-1": "FRA",
    "eu-amsterdam-1": "AMS",
    "ap-tokyo-1": "NRT",
    "ap-mumbai-1": "BOM",
    "sa-saopaulo-1": "GRU",
}
_THREE = {"us-ashburn-1", "us-phoenix-1", "uk-london-1", "eu-frankfurt-1"}


def domains(region: str) -> list[str]:
    """The availability domains of a region."""
    number = 3 if region in _THREE else 1
    return [f"Simu:{region.upper()}-AD-{each}" for each in range(1, number + 1)]


def availability_domains(question: Question) -> Answer:
    """All of the region."""
    place = str(question.given.get("compartment_id"))
    listed = [
        {"compartment_id": place, "id": offered("availabilitydomain", question.region, name), "name": name}
        for name in domains(question.region)
    ]
    return {"availability_domains": listed}


def availability_domain(question: Question) -> Answer:
    """One of them, by number or id."""
    every = availability_domains(question)["availability_domains"]
    for number, each in enumerate(every, start=1):
        if question.given.get("ad_number") in {number, float(number)} or question.given.get("id") == each["id"]:
            return {"id": each["id"], "name": each["name"], "ad_number": number}
    asked = question.given.get("ad_number") or question.given.get("id")
    raise not_found(f"availability domain {asked} of {question.region}, which has {len(every)}")


def fault_domains(question: Question) -> Answer:
    """Three in each availability domain."""
    listed = []
    for number in (1, 2, 3):
        name = f"FAULT-DOMAIN-{number}"
        place = {each: question.given.get(each) for each in ("availability_domain", "compartment_id")}
        listed.append({**place, "id": offered("faultdomain", question.region, name), "name": name})
    return {"fault_domains": listed}


def regions(question: Question) -> Answer:
    """All that we know."""
    _ = question
    return {"regions": [{"key": key, "name": name} for name, key in REGIONS.items()]}


def region_subscriptions(question: Question) -> Answer:
    """Toronto is home, the tenancy is subscribed to all."""
    _ = question
    listed = [
        {
            "region_key": key,
            "region_name": name,
            "is_home_region": name == "ca-toronto-1",
            "status": "READY",
            "state": "READY",
        }
        for name, key in REGIONS.items()
    ]
    return {"region_subscriptions": listed}
