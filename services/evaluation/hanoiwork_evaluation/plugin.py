"""The evaluation service's manifest."""

from hanoiwork_shared.plugins import Plugin

plugin = Plugin(
    name="evaluation",
    entrypoints="hanoiwork_evaluation.entrypoints:EvaluationEntrypoints",
    graph="hanoiwork_evaluation.graph:part",
    tells="hanoiwork_evaluation.events:TELLS",
    migrations="hanoiwork_evaluation.migrations",
)
