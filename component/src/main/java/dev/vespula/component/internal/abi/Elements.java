package dev.vespula.component.internal.abi;

import java.util.Collection;
import java.util.ConcurrentModificationException;

/**
 * The elements of a list on their way into a guest. Somebody else may change a collection after it was checked: then no more is
 * written than room was made for.
 */
record Elements(Collection<?> members, int count) {

    static Elements of(Collection<?> members) {
        return new Elements(members, members.size());
    }

    /** Writes them one behind the other. */
    void store(Lowering to, ValuePlan element, long address) {
        long next = address;
        long end = address + (long) count * element.size();
        for (Object member : members) {
            if (next == end) {
                throw changed();
            }
            element.store(to, member, next);
            next += element.size();
        }
        if (next != end) {
            throw changed();
        }
    }

    static ConcurrentModificationException changed() {
        return new ConcurrentModificationException("a list was changed while it was passed to a component");
    }
}
