package dev.vespula.component.internal.instantiate;

import dev.vespula.component.internal.text.TypeText;
import dev.vespula.component.types.ComponentType;
import dev.vespula.component.types.CoreModuleType;
import dev.vespula.component.types.ExternType;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.InstanceType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.TypeBound;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * Whether a component may stand where another one is wanted: it may import less, and export more. Methods say what is wrong, or
 * null. They take as many steps as the wanted type and the given one's imports have parts, of which validation allows a million.
 */
final class ComponentTypeMatch {
    private final CoreModuleMatch modules = new CoreModuleMatch();
    private final ResourceIdentities around;

    /** @param around what resource types around the wanted type stand for; null for those that are not known */
    ComponentTypeMatch(Function<ResourceType, Object> around) {
        this.around = new ResourceIdentities(around);
    }

    String mismatch(ComponentType given, ComponentType wanted) {
        return component(given, wanted, around);
    }

    String mismatch(CoreModuleType given, CoreModuleType wanted) {
        return modules.mismatch(given, wanted);
    }

    /** What is wanted will get its own imports, and hand them to what is given. */
    private String component(ComponentType given, ComponentType wanted, ResourceIdentities outside) {
        ResourceIdentities resources = outside.within();
        resources.fix(wanted.imports().values());
        for (Map.Entry<String, ExternType> needed : given.imports().entrySet()) {
            ExternType offered = wanted.imports().get(needed.getKey());
            String reason = offered == null
                    ? "it needs an import that it would not get"
                    : mismatch(offered, needed.getValue(), resources);
            if (reason != null) {
                return "type mismatch in import `" + needed.getKey() + "`: " + reason;
            }
        }
        return exports(given.exports(), wanted.exports(), "export", resources);
    }

    private String exports(Map<String, ExternType> given, Map<String, ExternType> wanted, String what,
            ResourceIdentities resources) {
        for (Map.Entry<String, ExternType> export : wanted.entrySet()) {
            ExternType found = given.get(export.getKey());
            if (found == null) {
                return "missing expected " + what + " `" + export.getKey() + "`";
            }
            String reason = mismatch(found, export.getValue(), resources);
            if (reason != null) {
                return "type mismatch in " + what + " `" + export.getKey() + "`: " + reason;
            }
        }
        return null;
    }

    private String mismatch(ExternType given, ExternType wanted, ResourceIdentities resources) {
        if (given instanceof FunctionType function && wanted instanceof FunctionType other) {
            return new TypeMatch(resources::of, resources::of).same(function, other) ? null : texts(given, wanted);
        }
        if (given instanceof InstanceType instance && wanted instanceof InstanceType other) {
            return exports(instance.exports(), other.exports(), "instance export", resources);
        }
        if (given instanceof ComponentType component && wanted instanceof ComponentType other) {
            return component(component, other, resources);
        }
        if (given instanceof CoreModuleType module && wanted instanceof CoreModuleType other) {
            return modules.mismatch(module, other);
        }
        if (given instanceof TypeBound.OfResource resource && wanted instanceof TypeBound.OfResource other) {
            return resources.bind(resource.type(), other.type()) ? null : "resource types are not the same";
        }
        if (given instanceof TypeBound.OfValues values && wanted instanceof TypeBound.OfValues other) {
            return new TypeMatch(resources::of, resources::of).sameAll(List.of(values.type()), List.of(other.type())) ? null
                    : texts(given, wanted);
        }
        if (given instanceof TypeBound.OfExtern bound && wanted instanceof TypeBound.OfExtern other) {
            return mismatch(bound.type(), other.type(), resources);
        }
        return "expected " + word(wanted) + ", found " + word(given);
    }

    private static String texts(ExternType given, ExternType wanted) {
        return "expected " + TypeText.of(wanted) + ", found " + TypeText.of(given);
    }

    private static String word(ExternType type) {
        if (type instanceof FunctionType) {
            return "func";
        }
        if (type instanceof InstanceType) {
            return "instance";
        }
        if (type instanceof ComponentType) {
            return "component";
        }
        if (type instanceof CoreModuleType) {
            return "module";
        }
        return type instanceof TypeBound.OfResource ? "resource" : "type";
    }
}
