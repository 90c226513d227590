package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.UsePath;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.WitOwner;
import dev.vespula.internal.names.PrintableName;

/** What paths lead to. */
interface PathResolver {
    /**
     * An interface or world.
     *
     * @param foreign what is known of it when it is of another package, or null
     */
    record Found(WitOwner node, ForeignItem foreign) {}

    /** @throws WitError when it leads nowhere */
    Found find(UsePath path);

    /** An interface, with what is known of it when it is of another package. */
    default Found findInterface(UsePath path) {
        Found found = find(path);
        if (!(found.node instanceof InterfaceNode)) {
            throw WitError.invalid(path.name().place(),
                    "`" + PrintableName.of(path.name().name()) + "` is a world, not an interface");
        }
        return found;
    }

    default InterfaceNode interfaceAt(UsePath path) {
        return (InterfaceNode) findInterface(path).node;
    }

    default WorldNode worldAt(UsePath path) {
        WitOwner node = find(path).node;
        if (!(node instanceof WorldNode worldNode)) {
            throw WitError.invalid(path.name().place(),
                    "`" + PrintableName.of(path.name().name()) + "` is an interface, not a world");
        }
        return worldNode;
    }
}
