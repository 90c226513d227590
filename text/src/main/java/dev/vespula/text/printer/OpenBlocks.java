package dev.vespula.text.printer;

import dev.vespula.MalformedException;
import dev.vespula.internal.binary.Opcode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The blocks around the instruction being printed: how branches refer to them, how many values these carry, and which parts
 * may follow. Else, catch, catch_all and delegate in blocks that have no such parts have no text.
 */
final class OpenBlocks {
    private static final class Block {
        private final String identifier;
        private final int arity;
        private final Integer shadowed;
        /** What its present part began with. */
        private Opcode part;

        Block(String identifier, int arity, Integer shadowed, Opcode part) {
            this.identifier = identifier;
            this.arity = arity;
            this.shadowed = shadowed;
            this.part = part;
        }
    }

    private final List<Block> open = new ArrayList<>();
    /** The innermost block with an identifier, counted from outside. */
    private final Map<String, Integer> innermost = new HashMap<>();

    int depth() {
        return open.size();
    }

    /**
     * @param opcode the instruction that begins it
     * @param identifier as written, with its {@code $}, or null
     * @param arity values that a branch to it carries
     */
    void enter(Opcode opcode, String identifier, int arity) {
        Integer shadowed = identifier == null ? null : innermost.put(identifier, open.size());
        open.add(new Block(identifier, arity, shadowed, opcode));
    }

    /** Another part of the innermost block begins. */
    void part(Opcode opcode, int offset) {
        Block block = block(0);
        boolean fits = switch (opcode) {
            case ELSE -> block.part == Opcode.IF;
            case DELEGATE -> block.part == Opcode.TRY;
            default -> block.part == Opcode.TRY || block.part == Opcode.CATCH;
        };
        if (!fits) {
            throw new MalformedException("unexpected " + opcode.mnemonic(), offset);
        }
        block.part = opcode;
    }

    void leave() {
        Block left = open.remove(open.size() - 1);
        if (left.shadowed != null) {
            innermost.put(left.identifier, left.shadowed);
        } else if (left.identifier != null) {
            innermost.remove(left.identifier);
        }
    }

    /** How a branch refers to a label. */
    String reference(int depth) {
        if (depth >= 0 && depth < open.size()) {
            String identifier = block(depth).identifier;
            if (identifier == null) {
                // The comment counts from outside, so that all branches to a block show the same number.
                return depth + (depth == open.size() - 1 ? "" : " (;@" + (open.size() - 1 - depth) + ";)");
            }
            if (innermost.get(identifier) == open.size() - 1 - depth) {
                return identifier;
            }
        }
        return Integer.toUnsignedString(depth);
    }

    /** How many values a branch to the label carries; 0 when there is no such label. */
    int arity(int depth) {
        return depth >= 0 && depth < open.size() ? block(depth).arity : 0;
    }

    private Block block(int depth) {
        return open.get(open.size() - 1 - depth);
    }
}
