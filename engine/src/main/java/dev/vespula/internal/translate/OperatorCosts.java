package dev.vespula.internal.translate;

import dev.vespula.internal.binary.Opcode;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/**
 * What each Wasm operator costs in fuel. Immutable.
 *
 * <p>The standard costs are those of Wasmi 2.0.0: nothing for {@code nop}, {@code drop}, {@code block}, {@code loop},
 * {@code unreachable}, {@code return}, {@code else} and {@code end}, one for every other operator. {@code catch},
 * {@code catch_all} and {@code delegate} of the legacy exceptions cost nothing either. Costs belong to Wasm
 * operators, not to what is made of them, so a program uses the same fuel in every tier.
 */
public final class OperatorCosts {
    private static final Opcode[] FREE = {
        Opcode.NOP, Opcode.DROP, Opcode.BLOCK, Opcode.LOOP, Opcode.UNREACHABLE, Opcode.RETURN, Opcode.ELSE, Opcode.END,
        // not known to Wasmi: as else and end, for an arm is a unit of its own
        Opcode.CATCH, Opcode.CATCH_ALL, Opcode.DELEGATE
    };
    private static final OperatorCosts STANDARD = new OperatorCosts(standardCosts());

    private final byte[] costs;

    private OperatorCosts(byte[] costs) {
        this.costs = costs;
    }

    /**
     * The standard costs with others for some operators.
     *
     * @param changes costs of 0 to 255 by mnemonic
     * @throws IllegalArgumentException when a name is not that of an operator or a cost is out of range
     */
    public static OperatorCosts of(Map<String, Integer> changes) {
        if (changes.isEmpty()) {
            return STANDARD;
        }
        byte[] costs = STANDARD.costs.clone();
        Map<String, Integer> unknown = new TreeMap<>(changes);
        for (Opcode opcode : Opcode.values()) {
            Integer cost = changes.get(opcode.mnemonic());
            if (cost != null) {
                if (cost < 0 || cost > 255) {
                    throw new IllegalArgumentException("cost of " + opcode.mnemonic() + " is " + cost
                            + ", not within 0 to 255");
                }
                costs[opcode.index()] = (byte) (int) cost;
                unknown.remove(opcode.mnemonic());
            }
        }
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("no operator is named " + unknown.keySet().iterator().next());
        }
        return new OperatorCosts(costs);
    }

    /** What the operator with an {@linkplain Opcode#index() index} costs. */
    int costOf(int opcodeIndex) {
        return costs[opcodeIndex] & 0xFF;
    }

    private static byte[] standardCosts() {
        byte[] costs = new byte[Opcode.INDEX_COUNT];
        Arrays.fill(costs, (byte) 1);
        for (Opcode opcode : FREE) {
            costs[opcode.index()] = 0;
        }
        return costs;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof OperatorCosts that && Arrays.equals(costs, that.costs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(costs);
    }
}
