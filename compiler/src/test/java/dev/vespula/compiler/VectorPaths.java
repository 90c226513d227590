package dev.vespula.compiler;

import dev.vespula.Config;
import dev.vespula.Instance;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.policy.TierPolicy;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;

/**
 * Computes with vectors in the interpreter, and compiled both with {@code jdk.incubator.vector} and without, until the JVM
 * has compiled it; results must be the same. The main method of a JVM that was started with the module.
 */
public final class VectorPaths {
    private static final int TREES = Stress.choose(20, 40);
    /** So often a function runs in a JVM whose compilers begin early. */
    private static final int RUNS = 6;
    private static final int RESULT_BYTES =
            (VectorFunctions.VALUES * VectorFunctions.VALUES + 1) * VectorFunctions.BYTES;

    private final Map<String, Program> programs = new LinkedHashMap<>();
    private final boolean isDeterministic;
    private int withModule;
    private int functions;

    private VectorPaths(Config config) {
        isDeterministic = config.isDeterministic();
        programs.put("interpreted", new Program(Way.INTERPRETED, config));
        programs.put("lanes", new Program(Way.COMPILED, config.with(TierPolicy.USUAL.inLanes())));
        programs.put("module", new Program(Way.COMPILED, config));
    }

    /** Runs everything and says how much of it used the module. */
    public static void main(String[] arguments) throws Exception {
        VectorPaths operators = new VectorPaths(new Config());
        VectorPaths exactly = new VectorPaths(new Config().withDeterminism(Config.Determinism.ON));
        Random random = new Random(1);
        for (int op : VectorFunctions.operators()) {
            String expression = VectorFunctions.loaded(op, random);
            operators.check(expression, Ir.name(op));
            exactly.check(expression, Ir.name(op));
        }
        System.out.println("operators " + operators.functions + " with the module " + operators.withModule);
        VectorPaths trees = new VectorPaths(new Config().withDeterminism(Config.Determinism.ON));
        for (int k = 0; k < TREES; k++) {
            trees.check(VectorFunctions.tree(random), "");
        }
        System.out.println("expressions " + trees.functions + " with the module " + trees.withModule);
    }

    private void check(String expression, String operator) throws Exception {
        byte[] expected = null;
        functions++;
        for (Map.Entry<String, Program> one : programs.entrySet()) {
            Program program = one.getValue();
            Module module = program.module(VectorFunctions.module(expression));
            boolean uses = program.way == Way.COMPILED && EmittedCode.mentions(module, "jdk/incubator/vector/");
            if (uses && !one.getKey().equals("module")) {
                throw new AssertionError(one.getKey() + " uses the module: " + expression);
            }
            withModule += uses ? 1 : 0;
            Instance instance = program.linker.instantiate(program.store, module);
            Memory memory = instance.memory("memory");
            for (int run = 0; run < (program.way == Way.COMPILED ? RUNS : 1); run++) {
                memory.write(0, VectorFunctions.values());
                instance.func("run").call();
                byte[] found = memory.read(VectorFunctions.RESULTS, RESULT_BYTES);
                if (expected == null) {
                    expected = found;
                }
                compare(expected, found, operator, one.getKey() + " in run " + run + ": " + expression);
            }
        }
    }

    private void compare(byte[] expected, byte[] found, String operator, String what) {
        if (Arrays.equals(expected, found)) {
            return;
        }
        boolean mayDiffer = !isDeterministic && (operator.startsWith("f32x4") || operator.startsWith("f64x2"));
        int width = operator.startsWith("f32x4") ? Float.BYTES : Double.BYTES;
        // The last vector is the sum of all.
        for (int at = 0; at < RESULT_BYTES - VectorFunctions.BYTES; at += width) {
            boolean isSame = Arrays.equals(expected, at, at + width, found, at, at + width);
            if (!isSame && !(mayDiffer && isQuiet(expected, at, width) && isQuiet(found, at, width))) {
                throw new AssertionError(what + " at " + at + ": " + hex(expected, at) + " and " + hex(found, at));
            }
        }
        if (!mayDiffer) {
            throw new AssertionError(what + ", carried over");
        }
    }

    /** Whether a lane is a NaN that an operator may return: which one is open unless execution is deterministic. */
    private static boolean isQuiet(byte[] bytes, int at, int width) {
        boolean isFloat = width == Float.BYTES;
        int high = (bytes[at + width - 1] & 0x7F) << 8 | bytes[at + width - 2] & 0xFF;
        return (high & (isFloat ? 0x7FC0 : 0x7FF8)) == (isFloat ? 0x7FC0 : 0x7FF8);
    }

    private static String hex(byte[] bytes, int at) {
        StringBuilder text = new StringBuilder();
        for (int k = at / VectorFunctions.BYTES * VectorFunctions.BYTES + VectorFunctions.BYTES - 1; k >= at / 16 * 16; k--) {
            text.append(String.format("%02x", bytes[k]));
        }
        return text.toString();
    }
}
