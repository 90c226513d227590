package dev.vespula.internal.operations;

import dev.vespula.internal.ir.Ir;
import dev.vespula.internal.memory.LinearMemory;
import dev.vespula.internal.objects.ObjectType;
import dev.vespula.internal.runtime.GlobalCell;
import dev.vespula.internal.runtime.ModuleInstance;
import dev.vespula.internal.runtime.StoreState;
import dev.vespula.internal.runtime.TableInstance;
import dev.vespula.internal.runtime.TypeTest;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.atomic.AtomicReferenceArray;

/**
 * What an op does that {@link Ir#FLAG_OPERATION} marks: the static methods to call, from the row of the op. There are two when
 * the value is a v128, for its halves, or when a statement is two; both are then over the same operands.
 */
public final class Operation {
    private static final int PUBLIC_STATIC = Modifier.PUBLIC | Modifier.STATIC;
    /** Looking for a method takes some microseconds. */
    private static final AtomicReferenceArray<Operation> KNOWN = new AtomicReferenceArray<>(Ir.COUNT);

    private final int op;
    private final List<Call> calls = new ArrayList<>(1);

    Operation(int op) {
        this.op = op;
    }

    /** What a method is called with. */
    public enum Source {
        /** The instance. */
        INSTANCE(ModuleInstance.class),
        /** Its store. */
        STORE(StoreState.class),
        /** The memory whose index stands at the place. */
        MEMORY(LinearMemory.class),
        /** The table whose index stands at the place. */
        TABLE(TableInstance.class),
        /** The global whose index stands at the place. */
        GLOBAL(GlobalCell.class),
        /** The number that stands at the place. */
        NUMBER(int.class),
        /** The struct or array type whose index stands at the place. */
        OBJECT_TYPE(ObjectType.class),
        /** The test for the reference type that stands at the place. */
        TYPE_TEST(TypeTest.class),
        /** The address of an atomic access: the first operand and the offset of the memarg. */
        ADDRESS(long.class),
        /** {@link ObjectType#word} of the field. */
        WORD(int.class),
        /** {@link ObjectType#shift} of the field. */
        SHIFT(int.class),
        /** {@link ObjectType#bits} of the field. */
        BITS(int.class),
        /** The operand of the number that the place is; an index or address as a long, zero-extended; a v128 as two longs. */
        OPERAND(null);

        private final Class<?> type;

        Source(Class<?> type) {
            this.type = type;
        }

        Argument at(int place) {
            return new Argument(this, place);
        }
    }

    /**
     * An argument.
     *
     * @param source where it comes from
     * @param place  the number of the operand, or of the entry in the op's list of words; {@link #FIELD}
     */
    public record Argument(Source source, int place) {
        /** The place of what is in the field of the op word. */
        public static final int FIELD = -1;
    }

    /**
     * A call.
     *
     * @param method    what is called
     * @param arguments what with; the operands in their order
     */
    public record Call(Method method, List<Argument> arguments) {}

    /** What an op does. */
    public static Operation of(int op) {
        Operation known = KNOWN.get(op);
        if (known == null) {
            known = OperationTable.of(op);
            KNOWN.set(op, known);
        }
        return known;
    }

    /** The call, or the two calls. */
    public List<Call> calls() {
        return calls;
    }

    /** Adds a call. Methods of one name that the row can mean are told apart by what they are called with. */
    Operation with(Class<?> owner, String name, Argument... arguments) {
        List<Class<?>> given = new ArrayList<>();
        for (Argument argument : arguments) {
            if (argument.source != Source.OPERAND) {
                given.add(argument.source.type);
            } else {
                switch (Ir.operand(op, argument.place)) {
                    case Ir.TYPE_I32 -> given.add(int.class);
                    case Ir.TYPE_F32 -> given.add(float.class);
                    case Ir.TYPE_F64 -> given.add(double.class);
                    case Ir.TYPE_REF -> given.add(Object.class);
                    case Ir.TYPE_V128 -> given.addAll(List.of(long.class, long.class));
                    default -> given.add(long.class);
                }
            }
        }
        Method found = Arrays.stream(owner.getDeclaredMethods())
                .filter(method -> method.getName().equals(name) && (method.getModifiers() & PUBLIC_STATIC) == PUBLIC_STATIC
                        && takes(method, given))
                .findFirst().orElseThrow(() -> new IllegalStateException(Ir.name(op) + " needs " + name + given + " of "
                        + owner));
        calls.add(new Call(found, List.of(arguments)));
        return this;
    }

    private static boolean takes(Method method, List<Class<?>> given) {
        Class<?>[] wanted = method.getParameterTypes();
        boolean takes = wanted.length == given.size();
        for (int k = 0; takes && k < wanted.length; k++) {
            takes = wanted[k].isAssignableFrom(given.get(k));
        }
        return takes;
    }
}
