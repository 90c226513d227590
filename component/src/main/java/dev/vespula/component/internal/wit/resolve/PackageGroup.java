package dev.vespula.component.internal.wit.resolve;

import dev.vespula.component.internal.wit.ast.FileText;
import dev.vespula.component.internal.wit.ast.PackageText;
import dev.vespula.component.internal.wit.resolve.PackageDraft.ForeignPackage;
import dev.vespula.component.internal.wit.syntax.WitError;
import dev.vespula.component.wit.PackageName;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Packages that may use one another, to be joined to a set. */
public final class PackageGroup {
    private final Map<PackageName, PackageDraft> drafts = new TreeMap<>();

    /**
     * Adds the package that files are of, and those that they have in braces.
     *
     * @return the name of the package
     * @throws WitError when a name in it means nothing, or it is here already
     */
    public PackageName add(List<FileText> files) {
        List<PackageText> own = new ArrayList<>();
        for (FileText file : files) {
            file.nested().forEach(this::add);
            own.add(file.own());
        }
        PackageDraft draft = PackageResolver.draft(own);
        add(draft);
        return draft.name;
    }

    /**
     * Adds one package.
     *
     * @throws WitError as {@link #add(List)}
     */
    public void add(PackageText text) {
        add(PackageResolver.draft(List.of(text)));
    }

    public boolean contains(PackageName name) {
        return drafts.containsKey(name);
    }

    private void add(PackageDraft draft) {
        PackageDraft before = drafts.put(draft.name, draft);
        if (before != null) {
            throw WitError.invalid(draft.place,
                    "package `" + draft.name + "` is defined more than once, also at " + before.place);
        }
    }

    /**
     * Joins all packages to a set, each behind those it uses; otherwise they go by their names.
     *
     * @throws WitError when something is missing or contradictory
     */
    public void joinTo(PackageSet set) {
        for (PackageDraft draft : ordered()) {
            Joiner.join(set, draft);
        }
    }

    /** A package on the way, and those it uses that are still to be visited. */
    private record Visit(PackageDraft draft, PackageName via, Iterator<Map.Entry<PackageName, ForeignPackage>> used) {
        Visit(PackageDraft draft, PackageName via) {
            this(draft, via, draft.foreign.entrySet().iterator());
        }
    }

    private Iterable<PackageDraft> ordered() {
        Map<PackageName, PackageDraft> order = new LinkedHashMap<>();
        for (PackageDraft draft : drafts.values()) {
            if (!order.containsKey(draft.name)) {
                visit(draft, order);
            }
        }
        return order.values();
    }

    /** Chains of packages are as long as the text has room for, so this does not recurse. */
    private void visit(PackageDraft first, Map<PackageName, PackageDraft> order) {
        Set<PackageName> visiting = new HashSet<>();
        Deque<Visit> way = new ArrayDeque<>();
        way.push(new Visit(first, null));
        while (!way.isEmpty()) {
            Visit visit = way.peek();
            if (!visit.used.hasNext()) {
                way.pop();
                visiting.remove(visit.via);
                order.putIfAbsent(visit.draft.name, visit.draft);
                continue;
            }
            Map.Entry<PackageName, ForeignPackage> used = visit.used.next();
            if (visiting.contains(used.getKey())) {
                throw WitError.invalid(used.getValue().place(), "package `" + used.getKey() + "` depends on itself");
            }
            PackageDraft draft = drafts.get(used.getKey());
            if (draft != null && !order.containsKey(draft.name)) {
                visiting.add(draft.name);
                way.push(new Visit(draft, draft.name));
            }
        }
    }
}
