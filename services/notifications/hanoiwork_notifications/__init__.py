"""Notifications: people are told what they owe and what changed, each thing once, by the channels in force."""
