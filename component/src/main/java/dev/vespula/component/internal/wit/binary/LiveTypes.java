package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.wit.WitInterface;
import dev.vespula.component.wit.WitShape;
import dev.vespula.component.wit.WitType;
import dev.vespula.component.wit.WitTypeDef;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The types of other interfaces that an interface needs. */
final class LiveTypes {
    private final Set<WitTypeDef> types = new HashSet<>();
    private final Set<WitInterface> owners = new HashSet<>();

    LiveTypes(WitInterface user) {
        Deque<WitTypeDef> open = new ArrayDeque<>();
        user.types().values().forEach(type -> addParts(type, user, open));
        while (!open.isEmpty()) {
            WitTypeDef type = open.pop();
            if (types.add(type)) {
                type.owner().ifPresent(owner -> owners.add((WitInterface) owner));
                addParts(type, user, open);
            }
        }
    }

    private static void addParts(WitTypeDef type, WitInterface user, Deque<WitTypeDef> open) {
        WitShape shape = type.shape();
        for (WitType part : shape.parts()) {
            if (part instanceof WitTypeDef definition && !definition.owner().filter(user::equals).isPresent()) {
                open.push(definition);
            }
        }
    }

    boolean contains(WitTypeDef type) {
        return types.contains(type);
    }

    /** The interfaces that they stand in, each behind those it uses. */
    List<WitInterface> owners() {
        return owners.stream().sorted(Comparator.comparing(WitInterface::index)).toList();
    }
}
