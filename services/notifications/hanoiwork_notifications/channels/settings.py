"""What an operator tells the channels that come with the suite; each is off until its first setting is given."""

from dataclasses import dataclass

from hanoiwork_shared.settings import PREFIX, between, setting

OWN_PREFIX = f"{PREFIX}NOTIFICATIONS_"


@dataclass(frozen=True, slots=True, kw_only=True)
class NotificationsSettings:
    """Settings of e-mail and webhook."""

    email_host: str = setting("Mail server of the e-mail channel; the channel is off while this is empty.", default="")
    email_port: int = setting("Port of the mail server.", default=587, check=between(1, 65_535))
    email_tls: bool = setting("Whether to switch to TLS (STARTTLS) before anything is sent.", default=True)
    email_user: str = setting("User name at the mail server; empty to send without signing in.", default="")
    email_password: str = setting("Password at the mail server.", default="")
    email_from: str = setting("Sender's address of the e-mail channel.", default="hanoiwork@localhost")
    email_to: str = setting("Address of a person; {code} is the staff code.", default="{code}@localhost")
    webhook_url: str = setting("Where the webhook channel posts; the channel is off while this is empty.", default="")
    webhook_secret: str = setting("Signs what the webhook posts (HMAC-SHA256), at least 32 characters.", default="")
    webhook_private: bool = setting("Whether the webhook may post to private and local addresses.", default=False)
