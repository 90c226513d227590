package dev.vespula.compiler.emit;

import dev.vespula.compiler.plan.Kind;
import dev.vespula.compiler.plan.Variables;
import dev.vespula.internal.runtime.ExceptionInstance;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.IntFunction;
import org.objectweb.asm.Label;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * What a method does with exceptions. A <em>site</em> is a piece of code after which the frame may have to be captured with
 * all that is live: a call, or a statement that may stop and be executed again. Sites with the same live variables and the
 * same Wasm handlers share a handler of the method; everything else shares one that notes the position only.
 *
 * <p>Few live variables for each handler matter: a variable that a handler reads is kept alive by the JIT compiler up to
 * every place from where the handler can be reached.
 */
final class Captures {
    private static final String THROWABLE = "java/lang/Throwable";
    private static final String CAPTURE = "(L" + THROWABLE + ";" + Names.type(Names.INSTANCE) + "JII)L" + THROWABLE + ";";
    private static final String EXCEPTION = Names.name(ExceptionInstance.class);
    /** Bytes that capturing a variable takes. */
    private static final int VARIABLE_SIZE = 9;
    /** Bytes of the rest of a handler. */
    private static final int HANDLER_SIZE = 24;
    /** Bytes of handlers up to which each set of live variables has a handler of its own. */
    private static final int AMPLE = 400;

    private final Body body;
    private final Code code;
    private final int function;
    private final List<Site> sites = new ArrayList<>();
    private final int thrown;
    private final int caught;

    /** A piece of code; {@code clauses} are the Wasm handlers in the order in which they are tried. */
    private record Site(Label start, Label end, BitSet live, List<Integer> clauses) {
    }

    private record Group(BitSet live, List<Integer> clauses, List<Site> sites) {
    }

    /** What a method does with exceptions; with Wasm handlers if it has any. */
    Captures(Body body, int function, boolean hasClauses) {
        this.body = body;
        this.code = body.code;
        this.function = function;
        thrown = hasClauses ? code.variable(Kind.REF) : Body.NONE;
        caught = hasClauses ? code.variable(Kind.REF) : Body.NONE;
    }

    /** Java variables that the frames of the method must have besides others, with their types. */
    void variables(BiConsumer<Integer, String> visitor) {
        if (thrown != Body.NONE) {
            visitor.accept(thrown, THROWABLE);
            visitor.accept(caught, EXCEPTION);
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
     * @param start  where the statements begin
     * @param end    where they end
     * @param saved  which variables a captured frame must write: the others are in its slots already
     * @param target the label of a position
     */
    void write(MethodVisitor method, Label start, Label end, BitSet saved, IntFunction<Label> target) {
        List<Group> groups = groups(saved);
        List<Label> labels = new ArrayList<>();
        for (Group group : groups) {
            Label handler = new Label();
            labels.add(handler);
            for (Site site : group.sites) {
                method.visitTryCatchBlock(site.start, site.end, handler, THROWABLE);
            }
        }
        Label trap = new Label();
        method.visitTryCatchBlock(start, end, trap, THROWABLE);
        for (int k = 0; k < groups.size(); k++) {
            beginHandler(method, labels.get(k));
            handler(method, groups.get(k), target);
        }
        beginHandler(method, trap);
        trap();
    }

    private void beginHandler(MethodVisitor method, Label label) {
        code.label(label, 1);
        method.visitFrame(Opcodes.F_SAME1, 0, null, 1, new Object[] {THROWABLE});
    }

    private List<Group> groups(BitSet saved) {
        Map<List<Object>, Group> groups = new LinkedHashMap<>();
        for (Site site : sites) {
            BitSet live = (BitSet) site.live.clone();
            live.and(saved);
            Group group = groups.get(List.of(live, site.clauses));
            if (group == null) {
                group = new Group(live, site.clauses, new ArrayList<>());
                groups.put(List.of(live, site.clauses), group);
            }
            group.sites.add(site);
        }
        List<Group> list = new ArrayList<>(groups.values());
        int most = Math.max(AMPLE, code.size() / 4);
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
            size += group.live.cardinality() * VARIABLE_SIZE + HANDLER_SIZE;
        }
        return size;
    }

    /** Merges each two neighbours that have the same clauses: nearby sites have similar variables. */
    private static List<Group> halved(List<Group> groups) {
        List<Group> merged = new ArrayList<>();
        int k = 0;
        while (k < groups.size()) {
            Group group = groups.get(k++);
            if (k < groups.size() && groups.get(k).clauses.equals(group.clauses)) {
                Group other = groups.get(k++);
                group.live.or(other.live);
                group.sites.addAll(other.sites);
            }
            merged.add(group);
        }
        return merged;
    }

    private void handler(MethodVisitor method, Group group, IntFunction<Label> target) {
        int mark = code.mark();
        int exception = thrown != Body.NONE ? thrown : code.variable(Kind.REF);
        code.store(Kind.REF, exception);
        if (!group.clauses.isEmpty()) {
            clauses(method, group.clauses, target);
        }
        int stack = code.variable(Kind.REF);
        body.loadStack();
        code.store(Kind.REF, stack);
        code.load(Kind.REF, stack);
        pushFrame(exception);
        code.invokeVirtual(Names.STACK, "capture", CAPTURE);
        code.store(Kind.REF, exception);
        for (int number = group.live.nextSetBit(0); number >= 0; number = group.live.nextSetBit(number + 1)) {
            Variables.Variable variable = body.variables.get(number);
            code.load(Kind.REF, stack);
            code.push(variable.slot());
            code.load(variable.kind(), body.local(number));
            code.invokeVirtual(Names.STACK, "put", "(I" + variable.kind().descriptor() + ")V");
        }
        code.load(Kind.REF, exception);
        code.instruction(Opcodes.ATHROW, -1);
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
        int exception = thrown != Body.NONE ? thrown : code.variable(Kind.REF);
        code.store(Kind.REF, exception);
        body.flushFuel();
        body.loadStack();
        pushFrame(exception);
        code.invokeVirtual(Names.STACK, "captureTrap", CAPTURE);
        code.instruction(Opcodes.ATHROW, -1);
        code.release(mark);
    }

    // ---- Wasm's exceptions

    /** Goes to the first clause that catches what was thrown, if it is one of Wasm's exceptions. */
    private void clauses(MethodVisitor method, List<Integer> clauses, IntFunction<Label> target) {
        body.loadStack();
        code.load(Kind.REF, thrown);
        code.invokeVirtual(Names.STACK, "caught", "(L" + THROWABLE + ";)L" + EXCEPTION + ";");
        code.store(Kind.REF, caught);
        Label none = new Label();
        code.load(Kind.REF, caught);
        code.jump(Opcodes.IFNULL, none, -1);
        for (int k = 0; k < clauses.size(); k++) {
            int clause = clauses.get(k);
            int tag = body.flow.handlers().tag(clause);
            Label next = k + 1 < clauses.size() ? new Label() : none;
            if (tag >= 0) {
                code.load(Kind.REF, caught);
                code.getField(EXCEPTION, "tag", "Ldev/vespula/internal/runtime/TagInstance;");
                body.loadTag(tag);
                code.jump(Opcodes.IF_ACMPNE, next, -2);
            }
            if (body.frame.isOpen()) {
                body.frame.reload();
            }
            // First, because it clears slots of frames that overlap with this one.
            body.loadStack();
            code.invokeVirtual(Names.STACK, "discard", "()V");
            fill(clause);
            body.reloadFuel();
            if (body.linear != Body.NONE) {
                body.reloadMemory();
                code.instruction(Opcodes.POP, -1);
            }
            code.jump(Opcodes.GOTO, target.apply(body.flow.handlers().target(clause)), 0);
            if (tag < 0) {
                // Catches every exception of Wasm; what comes next is for those of Java.
                break;
            }
            if (next != none) {
                code.label(next, 0);
                method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
            }
        }
        code.label(none, 0);
        method.visitFrame(Opcodes.F_SAME, 0, null, 0, null);
    }

    private void fill(int clause) {
        int first = body.flow.handlers().values(clause);
        int reference = body.flow.handlers().reference(clause);
        body.use.filled(clause, (slot, kind) -> {
            int local = body.local(body.variables.of(slot, kind).number());
            if (local == Body.NONE && !body.frame.isOpen()) {
                return;
            }
            code.load(Kind.REF, caught);
            if (slot != reference) {
                code.getField(EXCEPTION, kind == Kind.REF ? "refs" : "cells", kind == Kind.REF ? "[Ljava/lang/Object;" : "[J");
                code.push(slot - first);
                code.instruction(kind == Kind.REF ? Opcodes.AALOAD : Opcodes.LALOAD, kind == Kind.REF ? -1 : 0);
                Slots.fromCell(code, kind);
            }
            body.store(slot, kind);
        });
    }
}
