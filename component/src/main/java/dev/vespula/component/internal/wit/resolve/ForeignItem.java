package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitOwner;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** An interface or world of another package, as long as that package is not looked at. */
final class ForeignItem {
    final Id name;
    /** The placeholder: an {@link InterfaceNode} or a {@link WorldNode}. */
    final WitOwner node;
    /** The gates of what refers to it, null for those without; it is needed if one of them is open. */
    final List<WitGate> gates = new ArrayList<>();
    /** Placeholders of its types, and the gates of what uses them. */
    final Map<String, ForeignType> types = new LinkedHashMap<>();

    record ForeignType(TypeNode node, List<WitGate> gates) {}

    ForeignItem(Id name, WitOwner node) {
        this.name = name;
        this.node = node;
    }

    /** The placeholder of a type that a {@code use} mentions. */
    TypeNode type(Id id, WitGate gate) {
        ForeignType type = types.computeIfAbsent(id.name(), n -> {
            TypeNode placeholder = new TypeNode(n, null, node, null, null, null, id.place());
            placeholder.resource = placeholder;
            return new ForeignType(placeholder, new ArrayList<>());
        });
        type.gates.add(gate);
        return type.node;
    }
}
