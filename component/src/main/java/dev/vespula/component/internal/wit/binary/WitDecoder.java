package dev.vespula.component.internal.wit.binary;

import dev.vespula.component.internal.binary.ComponentDecoder;
import dev.vespula.component.internal.model.ComponentFeatures;
import dev.vespula.component.internal.model.ComponentModel;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.ExternDescription;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.wit.ast.Attributes;
import dev.vespula.component.internal.wit.ast.FunctionDeclaration;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.Member;
import dev.vespula.component.internal.wit.ast.PackageId;
import dev.vespula.component.internal.wit.ast.PackageText;
import dev.vespula.component.internal.wit.ast.Place;
import dev.vespula.component.internal.wit.ast.SourceText;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.PackageName;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A component that is a package of WIT, back to what would be written. What it uses of other packages is known only in part:
 * of these there are interfaces with the types that it mentions.
 */
public final class WitDecoder {
    private final Place place;
    private final DecodingBudget budget = new DecodingBudget();
    private final List<dev.vespula.component.internal.wit.ast.Declaration> own = new ArrayList<>();
    private final List<DecodedMembers> parts = new ArrayList<>();
    private PackageName packageName;

    /**
     * What was decoded.
     *
     * @param used parts of other packages, to be taken where nothing else is known of them
     */
    public record Decoded(PackageText own, List<PackageText> used) {}

    private WitDecoder(Place place) {
        this.place = place;
    }

    /** @param name what errors call it */
    public static Decoded decode(String name, byte[] bytes) {
        ComponentModel model = ComponentDecoder.decode(bytes, ComponentFeatures.ALL);
        return new WitDecoder(new Place(new SourceText(name, ""), 0)).decode(model);
    }

    private Decoded decode(ComponentModel model) {
        DecodedScope scope = new DecodedScope(null, place);
        for (Definition definition : model.definitions()) {
            if (definition instanceof Definition.OfType type) {
                scope.add(type.type());
            } else if (definition instanceof Definition.OfExport export && export.sort() == Sort.TYPE) {
                DecodedType.Unnamed type = scope.definition(export.index(), TypeDefinition.OfComponent.class);
                item(export.name().name(), new DecodedScope(type.scope(), place), declarations(type));
                scope.add(type);
            } else if (!(definition instanceof Definition.OfCustomSection)) {
                throw WitError.invalid(place, "this is a component, but no package of WIT: it has more than types");
            }
        }
        if (packageName == null) {
            throw WitError.invalid(place, "this is a component, but no package of WIT: it exports no type");
        }
        return new Decoded(new PackageText(new PackageId(packageName, place), null, null, own), used());
    }

    private List<Declaration> declarations(DecodedType.Unnamed type) {
        List<Declaration> declarations = type.definition() instanceof TypeDefinition.OfComponent component
                ? component.declarations()
                : ((TypeDefinition.OfInstance) type.definition()).declarations();
        budget.charge(declarations.size(), place);
        return declarations;
    }

    /** An interface or world, around which its export stands: a component type with one export. */
    private void item(String label, DecodedScope scope, List<Declaration> declarations) {
        Declaration last = declarations.isEmpty() ? null : declarations.get(declarations.size() - 1);
        if (!(last instanceof Declaration.OfExport export)) {
            throw WitError.invalid(place, "an exported type is neither an interface nor a world");
        }
        FullName name = FullName.parse(export.name().name(), place);
        if (!name.item().equals(label) || packageName != null && !packageName.equals(name.packageName())) {
            throw WitError.invalid(place, "`" + label + "` is exported as `" + export.name().name()
                    + "`, which does not fit the rest of the package");
        }
        packageName = name.packageName();
        for (Declaration declaration : declarations.subList(0, declarations.size() - 1)) {
            common(scope, declaration);
        }
        Id id = new Id(label, place);
        if (export.description() instanceof ExternDescription.OfInstance instance) {
            DecodedMembers members = new DecodedMembers(place, packageName, name, budget);
            instance(scope, instance.type(), members);
            own.add(new dev.vespula.component.internal.wit.ast.Declaration.Interface(null, Attributes.NONE, id,
                    members.members()));
        } else if (export.description() instanceof ExternDescription.OfComponent component) {
            DecodedType.Unnamed type = scope.definition(component.type(), TypeDefinition.OfComponent.class);
            own.add(new dev.vespula.component.internal.wit.ast.Declaration.World(null, Attributes.NONE, id,
                    world(new DecodedScope(type.scope(), place), declarations(type))));
        } else {
            throw WitError.invalid(place, "an exported type is neither an interface nor a world");
        }
    }

    /** What may stand before the export of an interface, or anywhere in a world: types, aliases, and imports of interfaces. */
    private void common(DecodedScope scope, Declaration declaration) {
        if (declaration instanceof Declaration.OfType type) {
            scope.add(type.type());
        } else if (declaration instanceof Declaration.OfAlias alias) {
            scope.add(alias.alias());
        } else if (declaration instanceof Declaration.OfImport made
                && made.description() instanceof ExternDescription.OfInstance instance) {
            scope.addInstance(part(scope, FullName.parse(made.name().name(), place), instance.type()));
        } else {
            throw scope.unexpected("a core type, or an import that is no interface");
        }
    }

    /** An interface as far as it is described where something uses it. */
    private DecodedMembers part(DecodedScope scope, FullName name, int type) {
        DecodedMembers members = new DecodedMembers(place, name.packageName(), name, budget);
        instance(scope, type, members);
        parts.add(members);
        return members;
    }

    private void instance(DecodedScope around, int index, DecodedMembers into) {
        DecodedType.Unnamed type = around.definition(index, TypeDefinition.OfInstance.class);
        DecodedScope scope = new DecodedScope(type.scope(), place);
        for (Declaration declaration : declarations(type)) {
            if (declaration instanceof Declaration.OfType made) {
                scope.add(made.type());
            } else if (declaration instanceof Declaration.OfAlias alias) {
                scope.add(alias.alias());
            } else if (declaration instanceof Declaration.OfExport export) {
                if (export.description() instanceof ExternDescription.OfFunction function) {
                    FunctionDeclaration made = into.function(scope, export.name(), function);
                    if (made != null) {
                        into.members().add(new Member.Function(made));
                    }
                } else if (isType(export.description())) {
                    into.addType(scope, export.name(), export.description());
                } else {
                    throw scope.unexpected("an interface with something else than types and functions");
                }
            } else {
                throw scope.unexpected("a core type");
            }
        }
    }

    private static boolean isType(ExternDescription description) {
        return description instanceof ExternDescription.OfEqualType
                || description instanceof ExternDescription.OfResource;
    }

    private List<Member> world(DecodedScope scope, List<Declaration> declarations) {
        DecodedMembers members = new DecodedMembers(place, packageName, null, budget);
        for (Declaration declaration : declarations) {
            if (declaration instanceof Declaration.OfImport made) {
                extern(scope, members, Member.Direction.IMPORT, made.name(), made.description());
            } else if (declaration instanceof Declaration.OfExport made) {
                extern(scope, members, Member.Direction.EXPORT, made.name(), made.description());
            } else {
                common(scope, declaration);
            }
        }
        return members.members();
    }

    private void extern(DecodedScope scope, DecodedMembers world, Member.Direction direction, ExternName name,
            ExternDescription description) {
        if (direction == Member.Direction.IMPORT && isType(description)) {
            world.addType(scope, name, description);
            return;
        }
        Member.Target target;
        if (description instanceof ExternDescription.OfFunction function) {
            FunctionDeclaration made = world.function(scope, name, function);
            if (made == null) {
                return;
            }
            target = new Member.Target.Func(made);
        } else if (description instanceof ExternDescription.OfInstance instance) {
            target = instance(scope, name, instance);
        } else {
            throw scope.unexpected("a world with something else than interfaces, functions and types");
        }
        Attributes attributes = name.externalId().map(id -> new Attributes(null, null, id)).orElse(Attributes.NONE);
        world.members().add(new Member.Extern(direction, null, attributes, target));
    }

    private Member.Target instance(DecodedScope scope, ExternName name, ExternDescription.OfInstance instance) {
        if (FullName.isFull(name.name())) {
            FullName fullName = FullName.parse(name.name(), place);
            scope.addInstance(part(scope, fullName, instance.type()));
            return new Member.Target.Path(fullName.path(packageName, place));
        }
        Id id = new Id(FullName.label(name.name(), place), place);
        if (name.implemented().isPresent()) {
            FullName fullName = FullName.parse(name.implemented().get(), place);
            scope.addInstance(part(scope, fullName, instance.type()));
            return new Member.Target.NamedPath(id, fullName.path(packageName, place));
        }
        DecodedMembers members = new DecodedMembers(place, packageName, null, budget);
        instance(scope, instance.type(), members);
        scope.addInstance(members);
        return new Member.Target.Inline(id, members.members());
    }

    /** The parts of other packages, those of one interface put together: what comes first under a name is taken. */
    private List<PackageText> used() {
        Map<FullName, Map<String, Member>> interfaces = new LinkedHashMap<>();
        for (DecodedMembers part : parts) {
            if (!part.fullName().packageName().equals(packageName)) {
                Map<String, Member> members = interfaces.computeIfAbsent(part.fullName(), n -> new LinkedHashMap<>());
                part.members().forEach(member -> members.putIfAbsent(nameOf(member), member));
            }
        }
        Map<PackageName, List<dev.vespula.component.internal.wit.ast.Declaration>> packages = new LinkedHashMap<>();
        interfaces.forEach((name, members) -> packages.computeIfAbsent(name.packageName(), n -> new ArrayList<>())
                .add(new dev.vespula.component.internal.wit.ast.Declaration.Interface(null, Attributes.NONE,
                        new Id(name.item(), place), List.copyOf(members.values()))));
        List<PackageText> texts = new ArrayList<>();
        packages.forEach((name, items) -> texts.add(new PackageText(new PackageId(name, place), null, null, items)));
        return texts;
    }

    private static String nameOf(Member member) {
        if (member instanceof Member.Use use) {
            return use.names().get(0).local().name();
        }
        return member instanceof Member.Type type ? type.name().name() : ((Member.Function) member).function().name().name();
    }
}
