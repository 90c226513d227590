package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.internal.wit.ast.Attributes;
import dev.vespula.component.internal.wit.ast.Declaration;
import dev.vespula.component.internal.wit.ast.FunctionDeclaration;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.Member;
import dev.vespula.component.internal.wit.ast.Member.Direction;
import dev.vespula.component.internal.wit.ast.PackageId;
import dev.vespula.component.internal.wit.ast.PackageText;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.SourceText;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.TypeBound;
import dev.vespula.component.wit.PackageName;
import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The type of a component as the world it is of: {@code root:component/root}, and the interfaces that this mentions. */
public final class WorldOfType {
    /** The package and the world, which have no names in a component. Other tools call them so too. */
    public static final PackageName PACKAGE = new PackageName("root", "component", Optional.empty());
    private static final String WORLD = "root";

    private final Place place = new Place(new SourceText("component", ""), 0);
    private final TypedMembers.Known known = new TypedMembers.Known();
    private final Map<FullName, TypedMembers> interfaces = new LinkedHashMap<>();
    private final TypedMembers world = new TypedMembers(place, PACKAGE, null, known);

    private WorldOfType() {}

    /** All packages, that of the world first. */
    public static List<PackageText> packages(ComponentType type) {
        WorldOfType made = new WorldOfType();
        type.imports().forEach((name, item) -> made.add(Direction.IMPORT, name, item));
        type.exports().forEach((name, item) -> made.add(Direction.EXPORT, name, item));
        return made.packages();
    }

    private void add(Direction direction, String name, ExternType item) {
        Member.Target target;
        if (item instanceof TypeBound bound && direction == Direction.IMPORT) {
            world.addType(name, bound);
            return;
        } else if (item instanceof FunctionType function) {
            FunctionDeclaration made = world.function(direction.word() + ":", name, function);
            if (made == null) {
                return;
            }
            target = new Member.Target.Func(made);
        } else if (item instanceof InstanceType instance) {
            target = instance(name, instance);
        } else {
            throw WitError.invalid(place, "the component's `" + PrintableName.of(name) + "` is nothing that WIT can say");
        }
        world.members().add(new Member.Extern(direction, null, Attributes.NONE, target));
    }

    private Member.Target instance(String name, InstanceType instance) {
        if (!FullName.isFull(name)) {
            TypedMembers members = new TypedMembers(place, PACKAGE, null, known);
            addAll(members, instance);
            return new Member.Target.Inline(new Id(FullName.label(name, place), place), members.members());
        }
        FullName fullName = FullName.parse(name, place);
        addAll(interfaces.computeIfAbsent(fullName,
                n -> new TypedMembers(place, fullName.packageName(), fullName, known)), instance);
        return new Member.Target.Path(fullName.path(PACKAGE, place));
    }

    private void addAll(TypedMembers members, InstanceType instance) {
        instance.exports().forEach((name, item) -> {
            if (item instanceof TypeBound bound) {
                members.addType(name, bound);
            } else if (item instanceof FunctionType function) {
                FunctionDeclaration made = members.function("", name, function);
                if (made != null) {
                    members.members().add(new Member.Function(made));
                }
            } else {
                throw WitError.invalid(place, "`" + PrintableName.of(name) + "` of an instance is nothing that WIT can say");
            }
        });
    }

    private List<PackageText> packages() {
        Map<PackageName, List<Declaration>> packages = new LinkedHashMap<>();
        packages.computeIfAbsent(PACKAGE, n -> new ArrayList<>()).add(
                new Declaration.World(null, Attributes.NONE, new Id(WORLD, place), world.members()));
        interfaces.values().forEach(made -> packages
                .computeIfAbsent(made.fullName().packageName(), n -> new ArrayList<>())
                .add(new Declaration.Interface(null, Attributes.NONE, new Id(made.fullName().item(), place),
                        made.members())));
        List<PackageText> texts = new ArrayList<>();
        packages.forEach((name, items) -> texts.add(new PackageText(new PackageId(name, place), null, null, items)));
        return texts;
    }
}
