"""RPC to the services: the port, and its adapter for RabbitMQ."""

from hanoiwork_gateway.calls.amqp import AmqpCalls
from hanoiwork_gateway.calls.port import Caller, Calls, InternalError, Interrupted
from hanoiwork_gateway.calls.retrying import Retrying

__all__ = ["AmqpCalls", "Caller", "Calls", "InternalError", "Interrupted", "Retrying"]
