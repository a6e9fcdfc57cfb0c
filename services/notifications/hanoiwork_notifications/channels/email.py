"""E-mail by the operator's mail server, Vietnamese first and English below; off until a server is named."""

import re
import smtplib
import ssl
from email.message import EmailMessage

from hanoiwork_notifications.channels.settings import NotificationsSettings
from hanoiwork_notifications.domain import LOCALES, Letter, Undeliverable

TIMEOUT = 5.0
"""Seconds that one exchange with the mail server may take (our choice)."""

ADDRESS = re.compile(r"[^\s@<>,;:\"]+@[^\s@<>,;:\"]+")
PERMANENT = 500
"""SMTP answers from here on say that trying again is no use (RFC 5321, 4.2.1)."""


class Email:
    """Sends each letter in a connection of its own."""

    name = "email"

    def __init__(self, settings: NotificationsSettings) -> None:
        self._settings = settings

    def send(self, letter: Letter) -> None:
        """Send one letter; raises Undeliverable when its reader has no address or the server refuses it for good."""
        message = self._written(letter)
        try:
            with smtplib.SMTP(self._settings.email_host, self._settings.email_port, timeout=TIMEOUT) as server:
                if self._settings.email_tls:
                    server.starttls(context=ssl.create_default_context())
                if self._settings.email_user:
                    server.login(self._settings.email_user, self._settings.email_password)
                server.send_message(message)
        except smtplib.SMTPRecipientsRefused as refused:
            answers = [code for code, _ in refused.recipients.values()]
            if min(answers) >= PERMANENT:
                raise Undeliverable(f"the mail server refuses {message['To']} ({answers[0]})") from refused
            raise

    def _written(self, letter: Letter) -> EmailMessage:
        words = [letter.words[locale] for locale in LOCALES]
        message = EmailMessage()
        message["From"] = self._settings.email_from
        message["To"] = self._address(letter)
        message["Subject"] = words[0].title
        message["Message-ID"] = f"<{letter.delivery_id}@{self._settings.email_from.partition('@')[2]}>"
        message.set_content("\n\n".join(f"{said.title}\n{said.message}" for said in words) + "\n")
        return message

    def _address(self, letter: Letter) -> str:
        if letter.recipient_code is None:
            raise LookupError(f"the staff code of {letter.recipient_id} is not known here yet")
        address = self._settings.email_to.replace("{code}", letter.recipient_code)
        if ADDRESS.fullmatch(address) is None:
            raise Undeliverable(f"“{address}” is no e-mail address")
        return address


def make(settings: NotificationsSettings) -> Email | None:
    """The channel, once a mail server is named."""
    return Email(settings) if settings.email_host else None
