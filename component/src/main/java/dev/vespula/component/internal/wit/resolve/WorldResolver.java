package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Declaration;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.Member;
import dev.vespula.component.internal.wit.ast.Member.Direction;
import dev.vespula.component.internal.wit.ast.TypeBody;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.WitKey;
import dev.vespula.component.wit.WitWorldItem;
import dev.vespula.internal.names.PrintableName;
import java.util.Map;
import java.util.Optional;

/** The members of a world. */
final class WorldResolver {
    private final PackageDraft draft;
    private final PathResolver paths;
    private final WorldNode world;
    private final TypeResolver types;
    private final FunctionResolver functions;

    WorldResolver(PackageDraft draft, PathResolver paths, WorldNode world) {
        this.draft = draft;
        this.paths = paths;
        this.world = world;
        this.types = new TypeResolver(draft, paths, world);
        this.functions = new FunctionResolver(draft, types);
    }

    void resolve(Declaration.World declaration) {
        world.docs = declaration.docs();
        world.gate = declaration.attributes().gate();
        types.define(declaration.members());
        for (Member member : declaration.members()) {
            if (member instanceof Member.Include include) {
                include(include);
            }
        }
        types.defined().forEach((name, type) -> world.draftImports.put(new WitKey.Name(name),
                new DraftItem(new WitWorldItem.Type(type), types.place(name))));
        for (Member member : declaration.members()) {
            if (member instanceof Member.Extern extern) {
                extern(extern);
            } else if (member instanceof Member.Type type && type.body() instanceof TypeBody.Resource) {
                resource(type);
            }
        }
    }

    private void include(Member.Include include) {
        world.draftIncludes.add(new DraftInclude(paths.worldAt(include.from()), include.names(),
                include.attributes().gate(), include.from().name().place()));
    }

    private void resource(Member.Type resource) {
        for (TypeBody.Method method : ((TypeBody.Resource) resource.body()).methods()) {
            DraftFunction made = functions.method(resource.name(), method);
            world.draftImports.put(new WitKey.Name(made.function().name()),
                    new DraftItem(new WitWorldItem.Function(made.function()), made.place()));
        }
    }

    private void extern(Member.Extern extern) {
        Member.Target target = extern.target();
        WitKey key = target instanceof Member.Target.Path path
                ? new WitKey.Interface(paths.interfaceAt(path.path()))
                : new WitKey.Name(target.id().name());
        Map<WitKey, DraftItem> items = extern.direction() == Direction.IMPORT
                ? world.draftImports
                : world.draftExports;
        DraftItem before = items.put(key, new DraftItem(item(extern, target), target.id().place()));
        if (before != null) {
            throw taken(extern, target.id(), key, before);
        }
    }

    private static WitError taken(Member.Extern extern, Id id, WitKey key, DraftItem before) {
        String word = extern.direction().word();
        return WitError.invalid(id.place(), key instanceof WitKey.Interface
                ? "an interface is " + word + "ed more than once"
                : word + " `" + PrintableName.of(id.name()) + "` is already the name of a " + before.word());
    }

    private WitWorldItem item(Member.Extern extern, Member.Target target) {
        if (target instanceof Member.Target.Func func) {
            return new WitWorldItem.Function(functions.free(func.function()).function());
        }
        boolean isInline = target instanceof Member.Target.Inline;
        InterfaceNode node;
        if (isInline) {
            node = inline(extern, (Member.Target.Inline) target);
        } else if (target instanceof Member.Target.Path path) {
            node = paths.interfaceAt(path.path());
        } else {
            node = paths.interfaceAt(((Member.Target.NamedPath) target).path());
        }
        // the comments before an interface that is declared in place document the interface
        return new WitWorldItem.Interface(node, Optional.ofNullable(extern.attributes().gate()),
                Optional.ofNullable(isInline ? null : extern.docs()),
                Optional.ofNullable(extern.attributes().externalId()));
    }

    private InterfaceNode inline(Member.Extern extern, Member.Target.Inline inline) {
        InterfaceNode node = new InterfaceNode(null, inline.id().place());
        node.docs = extern.docs();
        node.gate = extern.attributes().gate();
        draft.interfaces.add(node);
        new InterfaceResolver(draft, paths).resolve(node, inline.members());
        return node;
    }
}
