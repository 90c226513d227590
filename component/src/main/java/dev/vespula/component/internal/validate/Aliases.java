package dev.vespula.component.internal.validate;

import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.Sort;
import java.util.Map;

/** Adds aliases to a scope. Explainer, "Alias Definitions". */
final class Aliases {
    private Aliases() {}

    static void add(Scope scope, Alias alias, int offset) {
        if (alias instanceof Alias.OfExport of) {
            addExport(scope, of, offset);
        } else if (alias instanceof Alias.OfCoreExport of) {
            addCoreExport(scope, of, offset);
        } else {
            addOuter(scope, (Alias.OfOuter) alias, offset);
        }
    }

    private static void addExport(Scope scope, Alias.OfExport alias, int offset) {
        if (alias.sort() == Sort.VALUE) {
            scope.validation.require(offset, ComponentFeature.VALUES, "a value");
        }
        Entity entity = scope.instance(alias.instance(), offset).exports.get(alias.name());
        if (entity == null) {
            throw Refusal.invalid(offset,
                    "instance " + alias.instance() + " has no export named `" + alias.name() + "`");
        }
        String wanted = alias.sort() == Sort.CORE_MODULE ? "module" : alias.sort().text();
        if (!entity.word().equals(wanted)) {
            throw Refusal.invalid(offset,
                    "export `" + alias.name() + "` for instance " + alias.instance() + " is not a " + wanted);
        }
        scope.add(entity, offset);
    }

    private static void addCoreExport(Scope scope, Alias.OfCoreExport alias, int offset) {
        Map<String, CoreExtern> exports = scope.core.instance(alias.instance(), offset);
        CoreExtern extern = exports.get(alias.name());
        if (extern == null) {
            throw Refusal.invalid(offset,
                    "core instance " + alias.instance() + " has no export named `" + alias.name() + "`");
        }
        if (!alias.sort().text().equals("core " + extern.word())) {
            String wanted = alias.sort() == Sort.CORE_FUNCTION ? "function" : alias.sort().text().replace("core ", "");
            throw Refusal.invalid(offset, "export `" + alias.name() + "` for core instance " + alias.instance()
                    + " is not a " + wanted);
        }
        scope.core.add(extern, offset);
    }

    private static void addOuter(Scope scope, Alias.OfOuter alias, int offset) {
        Scope outer = scope.outwards(alias.count(), offset);
        switch (alias.sort()) {
            case CORE_MODULE -> scope.core.addModule(outer.core.module(alias.index(), offset), offset);
            case CORE_TYPE -> {
                outer.core.checkType(alias.index(), offset);
                scope.checkCoreTypeCount(offset);
                scope.core.types.add(outer.core.types.get(alias.index()));
                scope.core.moduleTypes.add(outer.core.moduleTypes.get(alias.index()));
            }
            case TYPE -> {
                ScopeType type = outer.type(alias.index(), offset);
                if (crossesComponent(scope, outer)
                        && !new FreeResources(scope.validation, offset).add(type).isEmpty()) {
                    throw Refusal.invalid(offset, "cannot alias outer type which transitively refers to resources not"
                            + " defined in the current component");
                }
                scope.addType(type, offset);
            }
            case COMPONENT -> scope.addComponent(outer.component(alias.index(), offset), offset);
            default -> throw Refusal.invalid(offset, "an outer alias cannot be of a " + alias.sort().text());
        }
    }

    /** Components could be used elsewhere; types cannot, so they may speak of what is around them. */
    private static boolean crossesComponent(Scope inner, Scope outer) {
        for (Scope scope = inner; scope != outer; scope = scope.outer) {
            if (scope.kind == Scope.Kind.COMPONENT) {
                return true;
            }
        }
        return false;
    }
}
