package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.Declaration;
import dev.vespula.component.internal.wit.ast.Id;
import dev.vespula.component.internal.wit.ast.Member;
import dev.vespula.component.internal.wit.ast.PackageId;
import dev.vespula.component.internal.wit.ast.PackageText;
import dev.vespula.component.internal.wit.ast.UsePath;
import dev.vespula.component.internal.wit.resolve.PackageDraft.ForeignPackage;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.WitGate;
import dev.vespula.component.wit.WitOwner;
import dev.vespula.internal.names.PrintableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The texts of one package to its draft: which interfaces and worlds there are, what names mean in which file, and the
 * order in which they can be resolved.
 */
final class PackageResolver {
    private static final String KIND = "interface or world";

    private final List<PackageText> texts;
    private final PackageDraft draft;

    /** Interfaces and worlds by name, which all files of the package see. */
    private final Map<String, WitOwner> own = new HashMap<>();
    private final Map<String, Declaration> declarations = new LinkedHashMap<>();

    /** What else a file has a name for, in the order of the texts. */
    private final List<Map<String, Declaration>> files = new ArrayList<>();
    private final Map<String, Integer> fileOf = new HashMap<>();

    private PackageResolver(List<PackageText> texts) {
        this.texts = texts;
        this.draft = named(texts);
    }

    /** @throws WitError when a name means nothing, or something that cannot stand there */
    static PackageDraft draft(List<PackageText> texts) {
        return new PackageResolver(texts).resolve();
    }

    private static PackageDraft named(List<PackageText> texts) {
        PackageId id = null;
        String docs = null;
        for (PackageText text : texts) {
            if (text.id() == null) {
                continue;
            }
            if (id != null && !id.name().equals(text.id().name())) {
                throw WitError.invalid(text.id().place(), "the package is called `" + text.id().name()
                        + "` here and `" + id.name() + "` in another file");
            }
            if (docs != null && text.docs() != null) {
                throw WitError.invalid(text.docsPlace(), "more than one file documents the package");
            }
            id = text.id();
            docs = docs == null ? text.docs() : docs;
        }
        if (id == null) {
            throw WitError.invalid(null, "no file says with `package` what the package is called");
        }
        return new PackageDraft(id.name(), id.place(), docs);
    }

    private PackageDraft resolve() {
        collectForeign();
        collectOwn();
        for (PackageText text : texts) {
            files.add(fileNames(text));
        }
        List<String> order = DependencyOrder.of(KIND, dependencies());
        List<String> worlds = new ArrayList<>();
        for (String name : order) {
            Declaration declaration = declarations.get(name);
            if (declaration instanceof Declaration.Interface) {
                InterfaceNode node = new InterfaceNode(name, declaration.name().place());
                own.put(name, node);
                draft.interfaces.add(node);
            } else {
                WorldNode node = new WorldNode(name, declaration.name().place());
                own.put(name, node);
                draft.worlds.add(node);
                worlds.add(name);
            }
        }
        checkTopUses();
        for (String name : order) {
            if (declarations.get(name) instanceof Declaration.Interface) {
                Declaration.Interface declaration = (Declaration.Interface) declarations.get(name);
                InterfaceNode node = (InterfaceNode) own.get(name);
                node.docs = declaration.docs();
                node.gate = declaration.attributes().gate();
                new InterfaceResolver(draft, pathsOf(name)).resolve(node, declaration.members());
            }
        }
        for (String name : worlds) {
            new WorldResolver(draft, pathsOf(name), (WorldNode) own.get(name))
                    .resolve((Declaration.World) declarations.get(name));
        }
        return draft;
    }

    /** What paths lead to, as the file sees it in which an interface or world stands. */
    private PathResolver pathsOf(String name) {
        Map<String, Declaration> file = files.get(fileOf.get(name));
        return path -> find(file, path);
    }

    /** Placeholders for everything that any path leads to in other packages. */
    private void collectForeign() {
        for (PackageText text : texts) {
            for (Declaration declaration : text.declarations()) {
                Paths.each(declaration, this::addForeign);
            }
        }
    }

    private void addForeign(UsePath path, Paths.Target target, WitGate gate) {
        if (path.isForeign()) {
            Id name = path.name();
            ForeignPackage foreign = draft.foreign.computeIfAbsent(path.packageId().name(),
                    n -> new ForeignPackage(path.packageId().place(), new LinkedHashMap<>()));
            foreign.items().computeIfAbsent(name.name(), n -> new ForeignItem(name, target == Paths.Target.WORLD
                    ? new WorldNode(n, name.place())
                    : new InterfaceNode(n, name.place()))).gates.add(gate);
        }
    }

    private void collectOwn() {
        UniqueNames names = new UniqueNames(KIND);
        for (int file = 0; file < texts.size(); file++) {
            for (Declaration declaration : texts.get(file).declarations()) {
                if (!(declaration instanceof Declaration.TopUse)) {
                    names.add(declaration.name());
                    declarations.put(declaration.name().name(), declaration);
                    fileOf.put(declaration.name().name(), file);
                }
            }
        }
    }

    private static Map<String, Declaration> fileNames(PackageText text) {
        UniqueNames unique = new UniqueNames("in this file the name");
        Map<String, Declaration> names = new HashMap<>();
        for (Declaration declaration : text.declarations()) {
            unique.add(declaration.name());
            names.put(declaration.name().name(), declaration);
        }
        return names;
    }

    /** Which interfaces an interface uses and which worlds a world includes, those of other packages left out. */
    private Map<String, List<Id>> dependencies() {
        Map<String, List<Id>> dependencies = new LinkedHashMap<>();
        declarations.forEach((name, declaration) -> {
            List<Id> edges = new ArrayList<>();
            Map<String, Declaration> file = files.get(fileOf.get(name));
            for (Member member : members(declaration)) {
                UsePath path = orders(declaration, member);
                if (path != null && !path.isForeign()) {
                    addEdge(edges, file, path.name());
                }
            }
            dependencies.put(name, edges);
        });
        return dependencies;
    }

    private static List<Member> members(Declaration declaration) {
        return declaration instanceof Declaration.Interface i
                ? i.members()
                : ((Declaration.World) declaration).members();
    }

    /** The path of a member that decides what comes first, or null. */
    private static UsePath orders(Declaration declaration, Member member) {
        if (member instanceof Member.Include include) {
            return include.from();
        }
        boolean isInterface = declaration instanceof Declaration.Interface;
        return isInterface && member instanceof Member.Use use ? use.from() : null;
    }

    private void addEdge(List<Id> edges, Map<String, Declaration> file, Id used) {
        Declaration seen = file.get(used.name());
        if (seen instanceof Declaration.TopUse topUse) {
            UsePath path = topUse.path();
            if (!path.isForeign()) {
                edges.add(path.name());
            }
        } else {
            edges.add(used);
        }
    }

    private void checkTopUses() {
        for (Map<String, Declaration> file : files) {
            for (Declaration declaration : file.values()) {
                if (declaration instanceof Declaration.TopUse topUse) {
                    itemOutsideFile(topUse.path());
                }
            }
        }
    }

    private PathResolver.Found find(Map<String, Declaration> file, UsePath path) {
        Declaration seen = path.isForeign() ? null : file.get(path.name().name());
        return itemOutsideFile(seen instanceof Declaration.TopUse topUse ? topUse.path() : path);
    }

    /** What a path leads to that no {@code use} at the top of a file is between. */
    private PathResolver.Found itemOutsideFile(UsePath path) {
        if (path.isForeign()) {
            ForeignItem foreign = draft.foreign(path.packageId().name(), path.name().name());
            return new PathResolver.Found(foreign.node, foreign);
        }
        return new PathResolver.Found(ownItem(path.name()), null);
    }

    private WitOwner ownItem(Id id) {
        WitOwner item = own.get(id.name());
        if (item == null) {
            throw WitError.invalid(id.place(), "there is no " + KIND + " `" + PrintableName.of(id.name()) + "`");
        }
        return item;
    }
}
