package dev.vespula.internal.runtime;

import dev.vespula.internal.objects.ArrayObject;
import dev.vespula.internal.objects.ArrayRef;
import dev.vespula.internal.objects.GcObject;
import dev.vespula.internal.objects.StringBytes;
import dev.vespula.internal.objects.StructObject;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * Adds up the objects that a store still holds: those that its instances and stacks lead to. What only Java variables refer to
 * is not seen: those of the host do not count, and frames of compiled code end before objects are counted, and before a
 * host function is called that may let them be counted (see {@link MachineStack#callHost}).
 */
final class HeldObjects {
    private final Strings strings;
    /** What nobody refers to holds nothing. */
    private final WeakList<ModuleInstance> instances = new WeakList<>();
    private final WeakList<HostFrame> stacks = new WeakList<>();

    HeldObjects(Strings strings) {
        this.strings = strings;
    }

    /** Whether strings count, all that the store holds: where guests can make them. */
    enum Strings {
        COUNT, IGNORE
    }

    /** An instance was made. */
    void add(ModuleInstance instance) {
        instances.add(instance);
    }

    /** A stack was made. */
    void add(HostFrame stack) {
        stacks.add(stack);
    }

    /** Their bytes, as they are counted when they are made. */
    long bytes() {
        Walk walk = new Walk(strings);
        stacks.forEach(stack -> {
            if (stack.refs != null) {
                walk.meet(stack.refs, stack.refs.length);
            }
        });
        instances.forEach(walk::meet);
        return walk.finish();
    }

    private static final class Walk {
        private final IdentitySet seen = new IdentitySet();
        private final Deque<Object> open = new ArrayDeque<>();
        private final Strings strings;
        private long bytes;

        Walk(Strings strings) {
            this.strings = strings;
        }

        private void meet(ModuleInstance instance) {
            for (GlobalCell global : instance.globals) {
                if (global != null) {
                    meet(global.ref);
                }
            }
            for (TableInstance table : instance.tables) {
                if (table != null && seen.add(table)) {
                    meet(table.elements, table.size);
                }
            }
            for (int segment = 0; segment < instance.module.model.elementCount(); segment++) {
                Object[] elements = instance.elements(segment);
                meet(elements, elements.length);
            }
        }

        private void meet(Object[] references, int count) {
            for (int k = 0; k < count; k++) {
                meet(references[k]);
            }
        }

        private void meet(Object reference) {
            if ((reference instanceof GcObject || reference instanceof ExceptionInstance
                    || reference instanceof ContinuationInstance) && seen.add(reference)) {
                open.add(reference);
            } else if (reference instanceof String text && strings == Strings.COUNT && seen.add(text)) {
                bytes += StringBytes.heapBytes(text.length());
            }
        }

        long finish() {
            while (!open.isEmpty()) {
                Object object = open.removeLast();
                if (object instanceof StructObject struct) {
                    bytes += struct.type.structBytes;
                    for (int k = 0; k < struct.type.layout.refs; k++) {
                        meet(struct.ref(k));
                    }
                } else if (object instanceof ArrayObject array) {
                    bytes += ArrayObject.heapBytes(array.type, array.length());
                    if (array instanceof ArrayRef references) {
                        meet(references.items, references.items.length);
                    }
                } else if (object instanceof ContinuationInstance continuation) {
                    bytes += continuation.bytes();
                    if (continuation.refs() != null) {
                        meet(continuation.refs(), continuation.refs().length);
                    }
                } else {
                    ExceptionInstance exception = (ExceptionInstance) object;
                    bytes += ExceptionInstance.bytes(exception.tag);
                    if (exception.refs != null) {
                        meet(exception.refs, exception.refs.length);
                    }
                }
            }
            return bytes;
        }
    }

    /** Objects by identity; half the size of the JDK's map, since it is needed when there is little room. */
    private static final class IdentitySet {
        private Object[] table = new Object[1024];
        private int count;

        /** Whether it is new. */
        boolean add(Object object) {
            int at = place(table, object);
            if (table[at] != null) {
                return false;
            }
            table[at] = object;
            if (++count > table.length / 2 + table.length / 4) {
                grow();
            }
            return true;
        }

        private void grow() {
            Object[] larger = new Object[2 * table.length];
            for (Object object : table) {
                if (object != null) {
                    larger[place(larger, object)] = object;
                }
            }
            table = larger;
        }

        private static int place(Object[] table, Object object) {
            int hash = System.identityHashCode(object) * 0x9E37_79B9;
            int mask = table.length - 1;
            int at = hash >>> 1 & mask;
            while (table[at] != null && table[at] != object) {
                at = at + 1 & mask;
            }
            return at;
        }
    }
}
