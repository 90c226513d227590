package dev.vespula.component.internal.abi;

import dev.vespula.component.internal.runtime.Handle;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.types.ResourceType;

/**
 * Handles of resources, owned or lent. A host's resource is its Java object there, a guest's a {@link GuestResource}.
 */
final class HandlePlan extends ValuePlan {
    private final ResourceType token;
    private final Ownership ownership;
    private final HandleShape shape;

    /** What the handle gives. */
    enum Ownership {
        OWN, BORROW
    }

    HandlePlan(Place place, ResourceType token, Ownership ownership, HandleShape shape) {
        super(place);
        this.shape = shape;
        this.token = token;
        this.ownership = ownership;
    }

    @Override
    void check(Object value, ValuePath path) {
        Object given = shape.resource(value, path);
        ResourceClass type = path.resource(token);
        boolean fits = given instanceof GuestResource resource ? resource.type() == type
                : type.isHost() && type.hostClass().isInstance(given);
        if (!fits) {
            throw path.wrong(given + " is no resource of type " + type + " of this instance");
        }
        if (given instanceof GuestResource resource) {
            if (!resource.isValid()) {
                throw path.wrong("the resource " + resource + " was closed, given away or lent to a call that is over");
            }
            if (ownership == Ownership.OWN && !resource.isOwned()) {
                throw path.wrong("a borrowed resource cannot be given away");
            }
            if (ownership == Ownership.OWN && resource.isLent()) {
                throw path.wrong("a resource that is lent to a call cannot be given away");
            }
            if (!path.handed().add(resource, ownership)) {
                throw path.wrong("the resource " + resource + " is given away and handed over once more in the same call");
            }
        }
    }

    @Override
    Object lift(Lifting from, FlatValues values) {
        return resource(from, (int) values.next());
    }

    @Override
    Object load(Lifting from, long address) {
        return resource(from, from.guest.memory().readInt(address));
    }

    private Object resource(Lifting from, int index) {
        ResourceClass type = from.resource(token);
        Handle handle;
        if (ownership == Ownership.OWN) {
            handle = from.guest.state().handles().take(index, type);
        } else {
            handle = from.guest.state().handles().get(index, type);
            from.lends().add(handle);
        }
        if (type.isHost()) {
            return shape.value(handle.representation());
        }
        from.charge(32 + shape.bytes());
        GuestResource resource = new GuestResource(type, handle.representation(), ownership == Ownership.OWN);
        if (ownership == Ownership.BORROW) {
            from.lends().onEnd(resource::end);
        }
        return shape.value(resource);
    }

    @Override
    void lower(Lowering to, Object value, FlatValues values) {
        values.put(index(to, value));
    }

    @Override
    void store(Lowering to, Object value, long address) {
        to.guest.memory().writeInt(address, index(to, value));
    }

    private int index(Lowering to, Object given) {
        Object value = shape.resource(given, null);
        ResourceClass type = to.resource(token);
        Object representation = value instanceof GuestResource resource ? resource.representation() : value;
        if (ownership == Ownership.BORROW && value instanceof GuestResource resource) {
            to.task.lend(resource);
        }
        if (ownership == Ownership.OWN) {
            if (value instanceof GuestResource resource) {
                resource.end();
            }
            return to.guest.state().handles().own(type, representation);
        }
        if (type.implementer() == to.guest.state()) {
            return (Integer) representation;
        }
        return to.guest.state().handles().borrow(type, representation, to.task);
    }
}
