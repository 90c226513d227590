package dev.vespula.compiler.method;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.internal.ir.MemoryLoop;
import dev.vespula.internal.memory.MemoryLoops;
import java.util.Map;
import org.objectweb.asm.Label;
import org.objectweb.asm.Opcodes;

/**
 * Does most iterations of a {@link MemoryLoop} at once, in front of it. A program compiled without {@code memory.copy} may
 * spend two thirds of its time in such loops: the hash function of argon2 24 -> 12 ms.
 */
final class MemoryLoopCode {
    /** With fewer iterations left the loop itself is as fast. */
    private static final int LEAST = 12;

    private final MethodBody body;
    private final Code code;
    private final MemoryLoop loop;

    MemoryLoopCode(MethodBody body, MemoryLoop loop) {
        this.body = body;
        this.code = body.code;
        this.loop = loop;
    }

    /** Goes on behind what it writes if something was done; else to a place, as everything was. */
    void write(Label otherwise) {
        if (loop.direction() != MemoryLoop.NONE) {
            body.load(loop.direction(), Kind.INT);
            code.push(loop.way());
            code.jump(Opcodes.IF_ICMPNE, otherwise);
        }
        int mark = code.mark();
        int count = code.variable(Kind.INT);
        boolean isFirst = true;
        for (MemoryLoop.Count each : loop.counts()) {
            left(each);
            if (!isFirst) {
                code.invoke(Jdk.INT_MIN);
            }
            isFirst = false;
        }
        int most = MemoryLoops.most(loop);
        if (isFirst) {
            code.push(most);
        } else {
            if (most < MemoryLoops.MOST) {
                code.push(most);
                code.invoke(Jdk.INT_MIN);
            }
            code.store(Kind.INT, count);
            code.load(Kind.INT, count);
            code.push(LEAST);
            code.jump(Opcodes.IF_ICMPLT, otherwise);
            code.load(Kind.INT, count);
        }
        boolean pays = body.metered && loop.cost() != 0;
        if (pays) {
            code.load(Kind.LONG, body.fuel);
            code.push(loop.cost());
            code.invoke(Engine.MemoryLoops.AFFORD);
        }
        done();
        code.store(Kind.INT, count);
        code.load(Kind.INT, count);
        code.jump(Opcodes.IFLE, otherwise);
        loop.steps().forEach((slot, step) -> {
            body.load(slot, Kind.INT);
            code.load(Kind.INT, count);
            code.push(step);
            code.instruction(Opcodes.IMUL);
            code.instruction(Opcodes.IADD);
            body.store(slot, Kind.INT);
        });
        if (pays) {
            code.load(Kind.LONG, body.fuel);
            code.load(Kind.INT, count);
            code.instruction(Opcodes.I2L);
            code.push(loop.cost());
            code.instruction(Opcodes.LMUL);
            code.instruction(Opcodes.LSUB);
            code.store(Kind.LONG, body.fuel);
        }
        code.release(mark);
    }

    private void left(MemoryLoop.Count each) {
        sum(each.first());
        sum(each.second());
        if (each.relation() != MemoryLoop.Relation.UNEQUAL) {
            code.push(each.more());
        }
        code.push(each.speed());
        code.invoke(switch (each.relation()) {
            case UNEQUAL -> Engine.MemoryLoops.UNTIL_EQUAL;
            case LESS -> Engine.MemoryLoops.WHILE_LESS;
            case LESS_SIGNED -> Engine.MemoryLoops.WHILE_LESS_SIGNED;
        });
    }

    /** Pops how many iterations there may be, and pushes how many are done. */
    private void done() {
        for (MemoryLoop.Equality each : loop.equalities()) {
            memory(each.place());
            place(each.other());
            code.push(each.step());
            code.invoke(Engine.MemoryLoops.COMPARE);
        }
        for (MemoryLoop.Search each : loop.searches()) {
            memory(each.place());
            sum(each.value());
            code.push(each.test());
            code.invoke(Engine.MemoryLoops.SEARCH);
        }
        MemoryLoop.Effect effect = loop.effect();
        if (effect == null) {
            code.push(1);
            code.instruction(Opcodes.ISUB);
            return;
        }
        memory(effect.target());
        if (effect.source() != null) {
            place(effect.source());
            code.push(effect.step());
            code.push(effect.apart());
            code.invoke(Engine.MemoryLoops.COPY);
        } else {
            code.push(effect.step());
            sum(effect.value());
            if (!effect.value().isLong()) {
                code.instruction(Opcodes.I2L);
            }
            code.push(effect.width());
            code.invoke(Engine.MemoryLoops.FILL);
        }
    }

    private void memory(MemoryLoop.Place place) {
        code.load(Kind.REF, body.bytes);
        body.pushSize();
        place(place);
    }

    private void place(MemoryLoop.Place place) {
        sum(place.base());
        code.push(place.low());
    }

    private void sum(MemoryLoop.Sum sum) {
        if (sum.isLong()) {
            if (sum.slots().isEmpty()) {
                code.push(sum.constant());
            } else {
                body.load(sum.slots().keySet().iterator().next(), Kind.LONG);
            }
            return;
        }
        boolean isFirst = true;
        for (Map.Entry<Integer, Integer> slot : sum.slots().entrySet()) {
            body.load(slot.getKey(), Kind.INT);
            if (slot.getValue() != 1) {
                code.push(slot.getValue());
                code.instruction(Opcodes.IMUL);
            }
            if (!isFirst) {
                code.instruction(Opcodes.IADD);
            }
            isFirst = false;
        }
        if (isFirst || sum.constant() != 0) {
            code.push((int) sum.constant());
            if (!isFirst) {
                code.instruction(Opcodes.IADD);
            }
        }
    }
}
