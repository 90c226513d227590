package dev.vespula.component.internal.validate;

import dev.vespula.component.ComponentFeature;
import dev.vespula.component.internal.binary.ComponentLimits;
import dev.vespula.component.internal.model.ExternName;
import dev.vespula.component.internal.names.NameException;
import dev.vespula.component.internal.names.NameParser;
import dev.vespula.component.internal.names.ParsedName;
import dev.vespula.component.internal.names.UniqueNames;
import dev.vespula.component.types.BorrowType;
import dev.vespula.component.types.OwnType;
import dev.vespula.component.types.ResultType;
import java.util.Collections;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;

/**
 * The imports or the exports of a scope: their names, which must be strongly unique and, where they speak of a resource, fit a
 * resource type that has its name among them. Explainer, "Import and Export Definitions".
 */
final class ExternNames {
    private final Validation validation;
    private final String word;
    final NamedTypes visible;
    /** By name, in the order of their definition. */
    final Map<String, Entity> entities = new LinkedHashMap<>();
    private final UniqueNames unique = new UniqueNames();
    private final Map<ResourceNode, String> resourceNames = new IdentityHashMap<>();
    private final Set<String> resources = new HashSet<>();

    /** {@code word}: import or export. */
    ExternNames(Validation validation, String word) {
        this.validation = validation;
        this.word = word;
        this.visible = new NamedTypes(validation);
    }

    /** A resource type gets a name here, before the name itself is added. */
    void name(String name, ResourceNode resource) {
        resourceNames.put(resource, name);
        resources.add(name);
    }

    /** Adds a name. */
    void add(ExternName name, Entity entity, int offset) {
        boolean isImport = word.equals("import");
        Refusal.checkCount(offset, entities.size(), isImport ? ComponentLimits.IMPORTS : ComponentLimits.EXPORTS,
                word + "s");
        ParsedName parsed = parse(name, isImport, offset);
        checkAttributes(name, parsed, entity, offset);
        String reason = annotation(parsed, entity);
        if (reason != null) {
            throw Refusal.invalid(offset, word + " name `" + name.name() + "` is not valid: " + reason);
        }
        String previous = unique.add(name.name());
        if (previous != null) {
            throw Refusal.invalid(offset, word + " name `" + name.name() + "` conflicts with previous name `" + previous
                    + "`");
        }
        entities.put(name.name(), entity);
    }

    private ParsedName parse(ExternName name, boolean isImport, int offset) {
        try {
            return isImport
                    ? NameParser.parseImport(name, validation.features)
                    : NameParser.parseExport(name, validation.features);
        } catch (NameException e) {
            throw Refusal.invalid(offset, word + " name " + e.getMessage());
        }
    }

    private void checkAttributes(ExternName name, ParsedName parsed, Entity entity, int offset) {
        if (name.externalId().isPresent()) {
            validation.require(offset, ComponentFeature.IMPLEMENTS, "the attribute `external-id`");
        }
        if (name.versionSuffix().isPresent()) {
            validation.require(offset, ComponentFeature.CANONICAL_NAMES, "the attribute `versionsuffix`");
            if (!(entity instanceof Entity.OfInstance)) {
                throw Refusal.invalid(offset, "only instances can have a `versionsuffix`");
            }
        }
        if (name.implemented().isEmpty()) {
            return;
        }
        validation.require(offset, ComponentFeature.IMPLEMENTS, "the attribute `implements`");
        if (!(parsed instanceof ParsedName.Plain)) {
            throw Refusal.invalid(offset, "name `" + name.name() + "` is not valid with `implements`");
        }
        if (!(entity instanceof Entity.OfInstance)) {
            throw Refusal.invalid(offset, "only instances can have an `implements`");
        }
        String implemented = name.implemented().get();
        try {
            if (!(NameParser.parse(implemented, validation.features) instanceof ParsedName.Interface)) {
                throw Refusal.invalid(offset, "name `" + implemented + "` must be an interface");
            }
        } catch (NameException e) {
            throw Refusal.invalid(offset, "`" + implemented + "` is not a valid name: " + e.getMessage());
        }
    }

    /** What is wrong with a function that has a name in brackets, or null. */
    private String annotation(ParsedName name, Entity entity) {
        if (!(name instanceof ParsedName.Annotated annotated)) {
            return null;
        }
        if (!(entity instanceof Entity.OfFunction of)) {
            return "item is not a func";
        }
        if (name instanceof ParsedName.Constructor) {
            return constructor(annotated.resource(), of.function());
        }
        if (name instanceof ParsedName.Method) {
            return method(annotated.resource(), of.function());
        }
        return resources.contains(annotated.resource()) ? null : "static resource name is not known in this context";
    }

    private String constructor(String resource, FunctionNode function) {
        if (function.async) {
            return "constructor function cannot be async";
        }
        ValueNode made = function.result;
        if (made == null) {
            return "function should return one value";
        }
        if (made.type instanceof ResultType result && result.ok().isPresent()) {
            made = made.parts.get(0);
        }
        return made.type instanceof OwnType
                ? named(resource, made)
                : "function should return `(own $T)` or `(result (own $T))`";
    }

    private String method(String resource, FunctionNode function) {
        if (function.params.isEmpty()) {
            return "function should have at least one argument";
        }
        if (!function.names.get(0).equals("self")) {
            return "function should have a first argument called `self`";
        }
        ValueNode self = function.params.get(0);
        return self.type instanceof BorrowType
                ? named(resource, self)
                : "function should take a first argument of `(borrow $T)`";
    }

    private String named(String wanted, ValueNode handle) {
        String name = resourceNames.get(handle.resource);
        if (name == null) {
            return "resource used in function does not have a name in this context";
        }
        return name.equals(wanted) ? null : "function does not match expected resource name `" + name + "`";
    }

    /** What was added. */
    Map<String, Entity> entities() {
        return Collections.unmodifiableMap(entities);
    }
}
