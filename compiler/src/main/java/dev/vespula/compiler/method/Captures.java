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
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntConsumer;
import java.util.stream.Collectors;
import org.objectweb.asm.Label;
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
    /**
     * The same for four slots. Each of these calls keeps the JVM's compilers busy, although hardly any is ever executed: with
     * single ones C2 took 5.6 s for a script of Lua, with these 4.3.
     */
    private static final Map<Kind, JavaMethod> PUT_FOUR =
            Map.of(Kind.INT, Engine.MachineStack.PUT_JIIII, Kind.LONG, Engine.MachineStack.PUT_JJJJJ);
    /** Bytes that capturing a variable takes. */
    private static final int VARIABLE_SIZE = 9;
    /** Bytes of the rest of a handler. */
    private static final int HANDLER_SIZE = 24;
    /** A handler is merged with one of so many next ones, if with any: nearby sites have similar variables. */
    private static final int NEAR = 8;

    private final MethodEmitter emitter;
    private final MethodBody body;
    private final Code code;
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

    Captures(MethodEmitter emitter) {
        this.emitter = emitter;
        this.body = emitter.body;
        this.code = body.code;
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

    /** Writes the handlers at the end of the method, whose statements are between two labels. */
    void write(Label first, Label last) {
        List<Group> groups = groups();
        List<Label> labels = new ArrayList<>();
        for (Group group : groups) {
            Label handler = new Label();
            labels.add(handler);
            for (Site site : group.sites) {
                emitter.visitor.visitTryCatchBlock(site.start, site.end, handler, Jdk.THROWABLE);
            }
        }
        Label trap = new Label();
        emitter.visitor.visitTryCatchBlock(first, last, trap, Jdk.THROWABLE);
        for (int k = 0; k < groups.size(); k++) {
            Group group = groups.get(k);
            handler(labels.get(k), exception -> capture(group, exception));
        }
        handler(trap, this::captureTrap);
    }

    /** Writes a handler; {@code capture} is told the Java variable of what was thrown, and pushes what is thrown on. */
    private void handler(Label label, IntConsumer capture) {
        code.label(label, 1);
        emitter.visitor.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {Jdk.THROWABLE});
        int mark = code.mark();
        int exception = thrown != MethodBody.NONE ? thrown : code.variable(Kind.REF);
        code.store(Kind.REF, exception);
        capture.accept(exception);
        code.instruction(Opcodes.ATHROW);
        code.release(mark);
    }

    private List<Group> groups() {
        Map<List<Object>, Group> groups = new LinkedHashMap<>();
        for (Site site : sites) {
            BitSet written = emitter.saved(site.live);
            Group group = new Group(new LiveUnion(body.variables, written, site.live), site.clauses,
                    new ArrayList<>(List.of(site)));
            Group same = groups.putIfAbsent(List.of(written, site.clauses), group);
            if (same != null) {
                same.add(group);
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

    private void capture(Group group, int exception) {
        if (!group.clauses.isEmpty()) {
            clauses(group.clauses);
        }
        int stack = code.variable(Kind.REF);
        body.loadStack();
        code.store(Kind.REF, stack);
        code.load(Kind.REF, stack);
        pushFrame(exception);
        code.invoke(emitter.isPart() ? Engine.MachineStack.CAPTURE : Engine.MachineStack.CAPTURE_WHOLE);
        code.store(Kind.REF, exception);
        BitSet written = group.live.written();
        group.sites.forEach(site -> LiveUnion.require(body.variables, written, site.live));
        Map<Kind, List<Variables.Variable>> kinds =
                written.stream().mapToObj(body.variables::get).collect(Collectors.groupingBy(
                        Variables.Variable::kind, () -> new EnumMap<>(Kind.class), Collectors.toList()));
        kinds.forEach((kind, variables) -> put(stack, kind, variables));
        code.load(Kind.REF, exception);
    }

    /** Writes variables of a kind to their slots, if possible four at a time; the last one then stands for those that lack. */
    private void put(int stack, Kind kind, List<Variables.Variable> variables) {
        int last = variables.size() - 1;
        boolean areFour = last > 0 && PUT_FOUR.containsKey(kind) && variables.get(last).slot() < 1 << Short.SIZE;
        for (int first = 0; first <= last; first += areFour ? 4 : 1) {
            code.load(Kind.REF, stack);
            if (!areFour) {
                code.push(variables.get(first).slot());
                code.load(kind, body.local(variables.get(first).number()));
                code.invoke(PUT.get(kind));
                continue;
            }
            long slots = 0;
            for (int k = 3; k >= 0; k--) {
                slots = slots << Short.SIZE | variables.get(Math.min(first + k, last)).slot();
            }
            code.push(slots);
            for (int k = 0; k < 4; k++) {
                code.load(kind, body.local(variables.get(Math.min(first + k, last)).number()));
            }
            code.invoke(PUT_FOUR.get(kind));
        }
    }

    private void pushFrame(int exception) {
        code.load(Kind.REF, exception);
        body.loadInstance();
        body.loadPosition();
        code.push(emitter.plan.function.index);
        code.load(Kind.INT, body.pc);
    }

    private void captureTrap(int exception) {
        body.flushFuel();
        body.loadStack();
        pushFrame(exception);
        code.invoke(Engine.MachineStack.CAPTURE_TRAP);
    }

    // ---- Wasm's exceptions

    /** Goes to the first clause that catches what was thrown, if it is one of Wasm's exceptions. */
    private void clauses(List<Integer> clauses) {
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
            oneByOne(clauses, none);
        }
        emitter.target(none);
    }

    /** Writes the clauses one after the other; where none fits, control goes on behind them. */
    private void oneByOne(List<Integer> clauses, Label none) {
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
            // The frames that the exception has left: first, because that clears slots of those that overlap with this one.
            body.loadStack();
            code.invoke(Engine.MachineStack.DISCARD);
            fill(clause);
            body.reloadFuel();
            emitter.goToHandler(body.flow.handlers().target(clause));
            if (tag < 0) {
                // Catches every exception of Wasm; what comes next is for those of Java.
                break;
            }
            if (next != none) {
                emitter.target(next);
            }
        }
    }

    private void fill(int clause) {
        int first = body.flow.handlers().values(clause);
        int reference = body.flow.handlers().reference(clause);
        if (body.frame.isOpen() && emitter.plan.wide.isWideClause(clause)) {
            code.load(Kind.REF, caught);
            body.loadStack();
            body.loadPosition();
            code.push(first);
            code.push(reference);
            code.invoke(Engine.Exceptions.FILL);
            return;
        }
        body.use.filled(clause, number -> {
            Variables.Variable variable = body.variables.get(number);
            if (body.local(number) == MethodBody.NONE && !body.frame.isOpen()) {
                return;
            }
            code.load(Kind.REF, caught);
            if (variable.slot() != reference) {
                code.get(variable.kind() == Kind.REF ? Engine.ExceptionInstance.REFS : Engine.ExceptionInstance.CELLS);
                code.push(variable.slot() - first);
                Slots.read(code, variable.kind());
            }
            body.store(variable.slot(), variable.kind());
        });
    }
}
