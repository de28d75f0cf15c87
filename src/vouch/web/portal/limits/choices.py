"""What can be chosen as a limit, in the words of whoever chooses."""

from __future__ import annotations

EXPOSURE = {
    "": "I set no limit; I say so each time",
    "0": "Only between our two companies",
    "1": "To one person or a few, in confidence",
    "2": "To a group, or on a site, without my face",
    "3": "In public, with my name",
    "4": "In public, with my name and what we did",
    "5": "In public, with my face and voice",
}
EVERY = {
    "": "As often as something fits",
    "30": "At most once a month",
    "91": "At most once a quarter",
    "182": "At most twice a year",
    "365": "At most once a year",
}
NAME = {
    "": "Nothing said yet",
    "never": "Never use my name",
    "private": "In private yes, in public no",
    "ask": "In private yes, in public ask me each time",
    "yes": "Use my name where I took part",
}
CHANNELS = {"email": "E-mail", "phone": "Phone", "video_call": "Video call", "in_person": "In person"}
FORMATS = {
    "written": "In writing",
    "talking": "In a conversation",
    "recorded": "Recorded, sound or film",
    "stage": "In front of people",
}
