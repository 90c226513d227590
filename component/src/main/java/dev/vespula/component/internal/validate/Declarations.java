package dev.vespula.component.internal.validate;

import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.Declaration;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.types.ResourceType;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Resolves types in a scope: those of components and instances have scopes of their own. */
final class Declarations {
    private Declarations() {}

    /** Adds a type to a scope. */
    static void addType(Scope scope, TypeDefinition type, int offset) {
        scope.addType(resolve(scope, type, offset), offset);
    }

    private static ScopeType resolve(Scope scope, TypeDefinition type, int offset) {
        if (type instanceof TypeDefinition.OfValues of) {
            return new TypeDefinitions(scope, offset).values(of);
        }
        if (type instanceof TypeDefinition.OfFunction of) {
            return new TypeDefinitions(scope, offset).function(of);
        }
        if (type instanceof TypeDefinition.OfResource of) {
            return new TypeDefinitions(scope, offset).resource(of);
        }
        if (type instanceof TypeDefinition.OfComponent of) {
            Scope inner = new Scope(scope.validation, Scope.Kind.COMPONENT_TYPE, scope, offset);
            declare(inner, of.declarations());
            return component(inner, offset);
        }
        Scope inner = new Scope(scope.validation, Scope.Kind.INSTANCE_TYPE, scope, offset);
        declare(inner, ((TypeDefinition.OfInstance) type).declarations());
        return new InstanceNode(inner.exports.entities(), List.copyOf(inner.defined.keySet()), inner.explicit,
                inner.measure);
    }

    private static void declare(Scope scope, List<Declaration> declarations) {
        Externs externs = new Externs(scope);
        for (Declaration each : declarations) {
            int offset = each.offset();
            if (each instanceof Declaration.OfCoreType of) {
                CoreDefinitions.addType(scope, of.type(), offset);
            } else if (each instanceof Declaration.OfType of) {
                addType(scope, of.type(), offset);
            } else if (each instanceof Declaration.OfAlias of) {
                checkSort(of.alias(), offset);
                Aliases.add(scope, of.alias(), offset);
            } else if (each instanceof Declaration.OfImport of) {
                if (scope.kind == Scope.Kind.INSTANCE_TYPE) {
                    throw Refusal.invalid(offset, "an instance type cannot have imports");
                }
                externs.addImport(of.name(), scope.described(of.description(), offset), offset);
            } else if (each instanceof Declaration.OfExport of) {
                externs.addExport(of.name(), scope.described(of.description(), offset), offset);
            }
        }
    }

    private static void checkSort(Alias alias, int offset) {
        boolean isAllowed = alias instanceof Alias.OfExport
                ? alias.sort() == Sort.TYPE || alias.sort() == Sort.INSTANCE
                : alias instanceof Alias.OfOuter && (alias.sort() == Sort.TYPE || alias.sort() == Sort.CORE_TYPE);
        if (!isAllowed) {
            throw Refusal.invalid(offset,
                    "aliases in a component or instance type may only refer to types or instances");
        }
    }

    /**
     * The type of a component whose definitions are all in a scope. Resource types that come to exist in it must not be in its
     * imports, and where they are in its exports they must be exported themselves.
     */
    static ComponentNode component(Scope scope, int offset) {
        Map<String, Entity> imports = scope.imports.entities();
        Map<String, Entity> exports = scope.exports.entities();
        FreeResources inImports = new FreeResources(scope.validation, offset).add(imports.values());
        FreeResources inExports = new FreeResources(scope.validation, offset).add(exports.values());
        Map<ResourceType, List<String>> defined = new LinkedHashMap<>();
        for (ResourceType resource : scope.defined.keySet()) {
            if (inImports.contains(resource)) {
                throw Refusal.invalid(offset, "local resource type found in imports");
            }
            if (inExports.contains(resource)) {
                List<String> path = scope.explicit.get(resource);
                if (path == null) {
                    throw Refusal.invalid(offset, "local resource type found in export but not exported itself");
                }
                defined.put(resource, path);
            }
        }
        return new ComponentNode(imports, exports, scope.imported, defined, scope.explicit, scope.measure);
    }
}
