package dev.vespula.component.internal.validate;

import java.util.Collection;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * The types that have a name which is seen from outside: of imports, or of imports and exports. What is imported or exported may
 * speak of no others. Explainer, "External Visibility of Types".
 */
final class NamedTypes {
    private final Validation validation;
    private final Set<ScopeType> named = Collections.newSetFromMap(new IdentityHashMap<>());
    /** Types without names that were looked through before: names are only added, so they stay visible. */
    private final Set<ScopeType> visible = Collections.newSetFromMap(new IdentityHashMap<>());

    NamedTypes(Validation validation) {
        this.validation = validation;
    }

    void add(ScopeType type) {
        named.add(type);
    }

    /** Whether a type may get a name: what it is made of has names. */
    boolean allNamedIn(ScopeType type, int offset) {
        if (type instanceof ValueNode node) {
            return isResourceNamed(node) && allNamed(node.parts, offset);
        }
        if (type instanceof FunctionNode node) {
            return allNamed(node.params, offset) && (node.result == null || isNamed(node.result, offset));
        }
        // Resource types are new or known; component types were checked at their end.
        return !(type instanceof InstanceNode node) || allNamedIn(node.exports.values(), offset);
    }

    private boolean allNamedIn(Collection<Entity> exports, int offset) {
        validation.effort.walk(exports.size(), offset);
        for (Entity export : exports) {
            if (export instanceof Entity.OfFunction of && !allNamedIn(of.function(), offset)
                    || export instanceof Entity.OfInstance in && !allNamedIn(in.instance(), offset)
                    || export instanceof Entity.OfType type && !allNamedIn(type.named(), offset)) {
                return false;
            }
        }
        return true;
    }

    private boolean allNamed(List<ValueNode> nodes, int offset) {
        for (ValueNode node : nodes) {
            if (!isNamed(node, offset)) {
                return false;
            }
        }
        return true;
    }

    private boolean isNamed(ValueNode node, int offset) {
        if (node.needsName()) {
            return named.contains(node);
        }
        if (visible.contains(node)) {
            return true;
        }
        validation.effort.walk(1 + node.parts.size(), offset);
        boolean isVisible = isResourceNamed(node) && allNamed(node.parts, offset);
        if (isVisible) {
            visible.add(node);
        }
        return isVisible;
    }

    private boolean isResourceNamed(ValueNode node) {
        return node.resource == null || named.contains(node.resource);
    }
}
