package dev.vespula.text.printer;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The labels around the instruction being printed: how branches refer to them and how many values they carry. */
final class LabelNames {

    /** A block that is open. */
    private record Label(String identifier, int arity, Integer shadowed) {
    }

    private final List<Label> open = new ArrayList<>();
    /** The innermost block with an identifier, counted from outside. */
    private final Map<String, Integer> innermost = new HashMap<>();

    int depth() {
        return open.size();
    }

    /**
     * @param identifier as written, with its {@code $}, or null
     * @param arity values that a branch to it carries
     */
    void enter(String identifier, int arity) {
        open.add(new Label(identifier, arity, identifier == null ? null : innermost.put(identifier, open.size())));
    }

    void leave() {
        Label left = open.remove(open.size() - 1);
        if (left.shadowed() != null) {
            innermost.put(left.identifier(), left.shadowed());
        } else if (left.identifier() != null) {
            innermost.remove(left.identifier());
        }
    }

    /** How a branch refers to a label. */
    String reference(int depth) {
        if (depth >= 0 && depth < open.size()) {
            Label target = label(depth);
            if (target.identifier() == null) {
                // The comment counts from outside, so that all branches to a block show the same number.
                return depth + (depth == open.size() - 1 ? "" : " (;@" + (open.size() - 1 - depth) + ";)");
            }
            if (innermost.get(target.identifier()) == open.size() - 1 - depth) {
                return target.identifier();
            }
        }
        return Integer.toUnsignedString(depth);
    }

    /** How many values a branch to the label carries; 0 when there is no such label. */
    int arity(int depth) {
        return depth >= 0 && depth < open.size() ? label(depth).arity() : 0;
    }

    private Label label(int depth) {
        return open.get(open.size() - 1 - depth);
    }
}
