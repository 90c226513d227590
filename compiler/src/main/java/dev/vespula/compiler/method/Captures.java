package dev.vespula.compiler.method;

import dev.vespula.compiler.code.Code;
import dev.vespula.compiler.code.LiveUnion;
import dev.vespula.compiler.code.MethodBody;
import dev.vespula.compiler.code.Slots;
import dev.vespula.compiler.contract.Engine;
import dev.vespula.compiler.contract.JavaMethod;
import dev.vespula.compiler.contract.Jdk;
import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.Variables;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a method does with exceptions. A <em>site</em> is a piece of code after which the frame may have to be captured with
 * all that is live: a call, or a statement that may stop and be executed again. Sites with the same live variables and the
 * same Wasm handlers share a handler of the method, and so do others if their slots agree, where there are too many; everything
 * else shares one that notes the position only.
 *
 * <p>Few live variables for each handler matter: a variable that a handler reads is kept alive by the JIT compiler up to
 * every place from where the handler can be reached.
 */
final class Captures {
    /** What notes the value of a slot, by the kind. */
    private static final Map<Kind, JavaMethod> PUT = Map.of(
            Kind.INT, Engine.MachineStack.PUT_II, Kind.LONG, Engine.MachineStack.PUT_IJ,
            Kind.FLOAT, Engine.MachineStack.PUT_IF, Kind.DOUBLE, Engine.MachineStack.PUT_ID,
            Kind.REF, Engine.MachineStack.PUT_IL);
    /** Bytes that capturing a variable takes. */
    private static final int VARIABLE_SIZE = 9;
    /** Bytes of the rest of a handler. */
    private static final int HANDLER_SIZE = 24;
    /** A handler is merged with one of so many next ones, if with any: nearby sites have similar variables. */
    private static final int NEAR = 8;

    private final MethodBody body;
    private final Code code;
    private final int function;
    private final WideStatements wide;
    private final MethodEmitter emitter;
    private final List<Site> sites = new ArrayList<>();
    private final int thrown;
    private final int caught;

    /** A piece of code; {@code clauses} are the Wasm handlers in the order in which they are tried. */
    private record Site(Label start, Label end, BitSet live, List<Integer> clauses) {}

    /** Sites that share a handler. */
    private record Group(LiveUnion live, List<Integer> clauses, List<Site> sites) {
        boolean admits(Group other) {
            return clauses.equals(other.clauses) && live.admits(other.live);
        }

        void add(Group other) {
            live.add(other.live);
            sites.addAll(other.sites);
        }
    }

    Captures(MethodBody body, int function, WideStatements wide, MethodEmitter emitter) {
        this.body = body;
        this.code = body.code;
        this.function = function;
        this.wide = wide;
        this.emitter = emitter;
        boolean hasClauses = body.flow.handlers().clauses() > 0;
        thrown = hasClauses ? code.variable(Kind.REF) : MethodBody.NONE;
        caught = hasClauses ? code.variable(Kind.REF) : MethodBody.NONE;
    }

    /** Java variables that the frames of the method must have besides others, with their types. */
    void variables(BiConsumer<Integer, String> visitor) {
        if (thrown != MethodBody.NONE) {
            visitor.accept(thrown, Jdk.THROWABLE);
            visitor.accept(caught, Engine.ExceptionInstance.NAME);
        }
    }

    /** Writes a site. */
    void site(BitSet live, List<Integer> clauses, Runnable instructions) {
        Label start = new Label();
        Label end = new Label();
        code.label(start);
        instructions.run();
        code.label(end);
        sites.add(new Site(start, end, live, clauses));
    }

    /**
     * Writes the handlers at the end of the method.
     *
     * @param start where the statements begin
     * @param end   where they end
     * @param saved which variables a captured frame must write: the others are in its slots already
     */
    void write(MethodVisitor method, Label start, Label end, BitSet saved) {
        List<Group> groups = groups(saved);
        List<Label> labels = new ArrayList<>();
        for (Group group : groups) {
            Label handler = new Label();
            labels.add(handler);
            for (Site site : group.sites) {
                method.visitTryCatchBlock(site.start, site.end, handler, Jdk.THROWABLE);
            }
        }
        Label trap = new Label();
        method.visitTryCatchBlock(start, end, trap, Jdk.THROWABLE);
        for (int k = 0; k < groups.size(); k++) {
            beginHandler(method, labels.get(k));
            handler(method, groups.get(k));
        }
        beginHandler(method, trap);
        trap();
    }

    private void beginHandler(MethodVisitor method, Label label) {
        code.label(label, 1);
        method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Jdk.THROWABLE});
    }

    private List<Group> groups(BitSet saved) {
        Map<List<Object>, Group> groups = new LinkedHashMap<>();
        for (Site site : sites) {
            BitSet written = (BitSet) site.live.clone();
            written.and(saved);
            Group one = new Group(new LiveUnion(body.variables, written, site.live), site.clauses,
                    new ArrayList<>(List.of(site)));
            Group same = groups.putIfAbsent(List.of(written, site.clauses), one);
            if (same != null) {
                same.add(one);
            }
        }
        List<Group> list = new ArrayList<>(groups.values());
        int most = Math.max(MethodSizes.of(body.module).ample(), code.size() / 4);
        int count = list.size() + 1;
        while (size(list) > most && list.size() < count) {
            count = list.size();
            list = halved(list);
        }
        return list;
    }

    private static int size(List<Group> groups) {
        int size = 0;
        for (Group group : groups) {
            size += group.live.written().cardinality() * VARIABLE_SIZE + HANDLER_SIZE;
        }
        return size;
    }

    /** Merges pairs of handlers near one another, where what they write may be written at the sites of both. */
    private static List<Group> halved(List<Group> groups) {
        List<Group> left = new ArrayList<>(groups);
        List<Group> merged = new ArrayList<>();
        for (int k = 0; k < left.size(); k++) {
            Group group = left.get(k);
            if (group == null) {
                continue;
            }
            merged.add(group);
            for (int near = k + 1; near < Math.min(left.size(), k + 1 + NEAR); near++) {
                if (left.get(near) != null && group.admits(left.get(near))) {
                    group.add(left.set(near, null));
                    break;
                }
            }
        }
        return merged;
    }

    private void handler(MethodVisitor method, Group group) {
        int mark = code.mark();
        int exception = thrown != MethodBody.NONE ? thrown : code.variable(Kind.REF);
        code.store(Kind.REF, exception);
        if (!group.clauses.isEmpty()) {
            clauses(method, group.clauses);
        }
        int stack = code.variable(Kind.REF);
        body.loadStack();
        code.store(Kind.REF, stack);
        code.load(Kind.REF, stack);
        pushFrame(exception);
        code.invoke(emitter.capturesAll() ? Engine.MachineStack.CAPTURE_WHOLE : Engine.MachineStack.CAPTURE);
        code.store(Kind.REF, exception);
        BitSet written = group.live.written();
        group.sites.forEach(site -> LiveUnion.require(body.variables, written, site.live));
        for (int number = written.nextSetBit(0); number >= 0; number = written.nextSetBit(number + 1)) {
            Variables.Variable variable = body.variables.get(number);
            code.load(Kind.REF, stack);
            code.push(variable.slot());
            code.load(variable.kind(), body.local(number));
            code.invoke(PUT.get(variable.kind()));
        }
        code.load(Kind.REF, exception);
        code.instruction(Opcodes.ATHROW);
        code.release(mark);
    }

    private void pushFrame(int exception) {
        code.load(Kind.REF, exception);
        body.loadInstance();
        body.loadPosition();
        code.push(function);
        code.load(Kind.INT, body.pc);
    }

    private void trap() {
        int mark = code.mark();
        int exception = thrown != MethodBody.NONE ? thrown : code.variable(Kind.REF);
        code.store(Kind.REF, exception);
        body.flushFuel();
        body.loadStack();
        pushFrame(exception);
        code.invoke(Engine.MachineStack.CAPTURE_TRAP);
        code.instruction(Opcodes.ATHROW);
        code.release(mark);
    }

    // ---- Wasm's exceptions

    /** Goes to the first clause that catches what was thrown, if it is one of Wasm's exceptions. */
    private void clauses(MethodVisitor method, List<Integer> clauses) {
        body.loadStack();
        code.load(Kind.REF, thrown);
        code.invoke(Engine.MachineStack.CAUGHT);
        code.store(Kind.REF, caught);
        Label none = new Label();
        code.load(Kind.REF, caught);
        code.jump(Opcodes.IFNULL, none);
        if (WideStatements.isByTable(clauses)) {
            emitter.catchByTable(clauses, caught);
        } else {
            oneByOne(method, clauses, none);
        }
        code.label(none, 0);
        method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    /** Writes the clauses one after the other; where none fits, control goes on behind them. */
    private void oneByOne(MethodVisitor method, List<Integer> clauses, Label none) {
        for (int k = 0; k < clauses.size(); k++) {
            int clause = clauses.get(k);
            int tag = body.flow.handlers().tag(clause);
            Label next = k + 1 < clauses.size() ? new Label() : none;
            if (tag >= 0) {
                code.load(Kind.REF, caught);
                code.get(Engine.ExceptionInstance.TAG);
                body.loadTag(tag);
                code.jump(Opcodes.IF_ACMPNE, next);
            }
            if (body.frame.isOpen()) {
                body.frame.reload();
            }
            // First, because it clears slots of frames that overlap with this one.
            discard();
            fill(clause);
            body.reloadFuel();
            emitter.goToHandler(body.flow.handlers().target(clause));
            if (tag < 0) {
                // Catches every exception of Wasm; what comes next is for those of Java.
                break;
            }
            if (next != none) {
                code.label(next, 0);
                method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            }
        }
    }

    /** Forgets the frames that the exception has left. */
    private void discard() {
        body.loadStack();
        code.invoke(Engine.MachineStack.DISCARD);
    }

    private void fill(int clause) {
        int first = body.flow.handlers().values(clause);
        int reference = body.flow.handlers().reference(clause);
        if (body.frame.isOpen() && wide.isWideClause(clause)) {
            code.load(Kind.REF, caught);
            body.loadStack();
            body.loadPosition();
            code.push(first);
            code.push(reference);
            code.invoke(Engine.Exceptions.FILL);
            return;
        }
        body.use.filled(clause, (slot, kind) -> {
            int local = body.local(body.variables.of(slot, kind).number());
            if (local == MethodBody.NONE && !body.frame.isOpen()) {
                return;
            }
            code.load(Kind.REF, caught);
            if (slot != reference) {
                code.get(kind == Kind.REF ? Engine.ExceptionInstance.REFS : Engine.ExceptionInstance.CELLS);
                code.push(slot - first);
                Slots.read(code, kind);
            }
            body.store(slot, kind);
        });
    }
}
