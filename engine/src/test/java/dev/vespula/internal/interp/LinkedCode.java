package dev.vespula.internal.interp;

import dev.vespula.Config;
import dev.vespula.EnforcedLimits;
import dev.vespula.internal.binary.Features;
import dev.vespula.internal.binary.ModuleDecoder;
import dev.vespula.internal.instantiate.Instantiation;
import dev.vespula.internal.ir.HandlerTable;
import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.ir.IrFunction;
import dev.vespula.internal.ir.SourceMap;
import dev.vespula.internal.linked.LinkedFunction;
import dev.vespula.internal.linked.LinkedModule;
import dev.vespula.internal.linked.Node;
import dev.vespula.internal.linked.OperandLinker;
import dev.vespula.internal.runtime.CompiledTier;
import dev.vespula.internal.runtime.EngineState;
import dev.vespula.internal.runtime.ModuleCode;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.translate.TestModule;
import java.util.Arrays;
import java.util.stream.IntStream;

/** Handwritten IR, linked in the place of a module's only function, and a machine to run its nodes. */
final class LinkedCode {
    static final int SLOTS = 16;

    final ModuleInstance instance;
    final Execution x;
    private final ModuleCode module;
    private int[] words = {};

    /** A module with two memories of one page. */
    LinkedCode() {
        TestModule test = new TestModule().memory().memory();
        test.function("", "", "");
        EngineState engine = new EngineState(new Config(), null);
        engine.executor = new Machine(engine);
        engine.tier = new CompiledTier();
        module = new ModuleCode(engine,
                ModuleDecoder.decode(test.bytes(), Features.DEFAULT, EnforcedLimits.none(), engine.types));
        StoreState store = new StoreState(engine);
        instance = Instantiation.instantiate(store, module, new Object[0]);
        x = new Execution(store, StackLimits.of(engine.config));
        x.instance = instance;
        x.reload();
    }

    /** Begins new code. */
    LinkedCode code(int... first) {
        words = first;
        return this;
    }

    /** Appends words. */
    LinkedCode add(int... more) {
        int size = words.length;
        words = Arrays.copyOf(words, size + more.length);
        System.arraycopy(more, 0, words, size, more.length);
        return this;
    }

    /** The parts one after the other. */
    static int[] joined(int[]... parts) {
        return Arrays.stream(parts).flatMapToInt(Arrays::stream).toArray();
    }

    int size() {
        return words.length;
    }

    LinkedFunction function() {
        return function(IntStream.range(0, words.length).toArray());
    }

    /** The code as a function in which branches go to these positions. */
    LinkedFunction function(int... labels) {
        IrFunction ir = new IrFunction(0, words, labels, 0, 0, SLOTS, 0, 0, 0, HandlerTable.EMPTY,
                new SourceMap.Builder().build());
        return new LinkedFunction(module.code(0), ir, new LinkedModule());
    }

    /** Links the code as an expression. */
    Node expression() {
        return new OperandLinker(function()).operandAt(0);
    }

    /** The value of a node as a cell holds it. */
    long cell(Node node, int type) {
        return switch (type) {
            case Ir.TYPE_I32 -> node.i32(x, x.cells, 0);
            case Ir.TYPE_I64 -> node.i64(x, x.cells, 0);
            case Ir.TYPE_F32 -> Float.floatToRawIntBits(node.f32(x, x.cells, 0));
            default -> Double.doubleToRawLongBits(node.f64(x, x.cells, 0));
        };
    }
}
