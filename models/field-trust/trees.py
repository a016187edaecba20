"""Boosted trees of scikit-learn as an ONNX graph.

skl2onnx 1.20 writes booleans where onnx 1.23 takes numbers only, so the one node is written here.
"""

from typing import Any

import numpy as np
import onnx
from onnx import TensorProto, helper
from sklearn.ensemble import HistGradientBoostingClassifier

DOMAIN, VERSION = "ai.onnx.ml", 3


def to_onnx(model: HistGradientBoostingClassifier, features: int) -> onnx.ModelProto:
    """From ``rows`` (values, features) float32 to ``odds`` (values, 1): log odds of being right."""
    nodes: dict[str, list[Any]] = {name: [] for name in _NODES}
    leaves: dict[str, list[Any]] = {name: [] for name in _LEAVES}
    for number, (tree,) in enumerate(model._predictors):
        for place, node in enumerate(tree.nodes):
            _add_node(nodes, number, place, node)
            if node["is_leaf"]:
                leaf = (number, place, 0, float(node["value"]))
                for name, value in zip(_LEAVES, leaf, strict=True):
                    leaves[name].append(value)
    ensemble = helper.make_node(
        "TreeEnsembleRegressor",
        ["rows"],
        ["odds"],
        domain=DOMAIN,
        n_targets=1,
        base_values=[float(model._baseline_prediction.ravel()[0])],
        **nodes,
        **leaves,
    )
    given = helper.make_tensor_value_info("rows", TensorProto.FLOAT, ["values", features])
    said = helper.make_tensor_value_info("odds", TensorProto.FLOAT, ["values", 1])
    graph = helper.make_graph([ensemble], "field-trust", [given], [said])
    opsets = [helper.make_opsetid("", 17), helper.make_opsetid(DOMAIN, VERSION)]
    return helper.make_model(graph, opset_imports=opsets, ir_version=8)


_NODES = (
    "nodes_treeids", "nodes_nodeids", "nodes_featureids", "nodes_values", "nodes_modes",
    "nodes_truenodeids", "nodes_falsenodeids", "nodes_missing_value_tracks_true",
)  # fmt: skip
_LEAVES = ("target_treeids", "target_nodeids", "target_ids", "target_weights")


def _add_node(nodes: dict[str, list[Any]], number: int, place: int, node: Any) -> None:
    leaf = bool(node["is_leaf"])
    told = (
        number,
        place,
        0 if leaf else int(node["feature_idx"]),
        0.0 if leaf else _below(float(node["num_threshold"])),
        "LEAF" if leaf else "BRANCH_LEQ",
        0 if leaf else int(node["left"]),
        0 if leaf else int(node["right"]),
        int(node["missing_go_to_left"]),
    )
    for name, value in zip(_NODES, told, strict=True):
        nodes[name].append(value)


def _below(threshold: float) -> float:
    """The greatest float32 that is no greater: rows are float32, and the same side is taken."""
    near = np.float32(threshold)
    return float(np.nextafter(near, np.float32(-np.inf)) if near > threshold else near)
