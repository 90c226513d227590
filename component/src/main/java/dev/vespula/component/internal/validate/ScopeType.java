package dev.vespula.component.internal.validate;

import dev.vespula.component.types.TypeBound;

/**
 * A type in an index space of types. Its identity is that of its name: an import or export of a type makes another one that is
 * equal in structure, and only that one is visible from outside. So these have no structural equality.
 */
sealed interface ScopeType permits ValueNode, ResourceNode, FunctionNode, InstanceNode, ComponentNode {
    /** How large it is. */
    Measure measure();

    /** The same under another name. */
    ScopeType renamed();

    /** What messages call its kind. */
    String kind();

    /** What users see. */
    TypeBound bound();
}
