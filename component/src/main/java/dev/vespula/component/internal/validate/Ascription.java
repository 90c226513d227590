package dev.vespula.component.internal.validate;

import dev.vespula.component.types.ResourceType;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Whether an export may be ascribed a type. */
final class Ascription {
    private static final String NAME = "x";

    private Ascription() {}

    /** What is wrong, or null. New resource types of what is ascribed stand for what is exported in their places. */
    static String mismatch(Validation validation, Entity actual, Entity ascribed, int offset) {
        Map<ResourceType, List<String>> fresh = new HashMap<>();
        if (ascribed instanceof Entity.OfType of && of.named() == of.referenced()
                && of.named() instanceof ResourceNode node) {
            fresh.put(node.resource, List.of(NAME));
        } else if (ascribed instanceof Entity.OfInstance of) {
            for (ResourceType resource : of.instance().defined) {
                fresh.put(resource, Externs.path(NAME, of.instance().explicit.get(resource)));
            }
        }
        String context = "type mismatch for export `" + NAME + "`: ";
        String reason = validation.subtyping.open(Map.of(NAME, actual), Map.of(NAME, ascribed), fresh, "export",
                new Substitution(validation, offset), offset);
        return reason != null && reason.startsWith(context) ? reason.substring(context.length()) : reason;
    }
}
