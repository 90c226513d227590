package dev.vespula.component.internal.validate;

import dev.vespula.component.types.EnumType;
import dev.vespula.component.types.FixedListType;
import dev.vespula.component.types.FlagsType;
import dev.vespula.component.types.FutureType;
import dev.vespula.component.types.MapType;
import dev.vespula.component.types.NamedType;
import dev.vespula.component.types.Primitive;
import dev.vespula.component.types.RecordType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.ResultType;
import dev.vespula.component.types.StreamType;
import dev.vespula.component.types.TupleType;
import dev.vespula.component.types.ValueType;
import dev.vespula.component.types.VariantType;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;

/**
 * Whether one thing may stand where another is wanted. Instances may export more than is wanted, components may import less;
 * functions and values must have equal types. Each {@code mismatch} says what is wrong, or null.
 */
final class Subtyping {
    private final Validation validation;

    Subtyping(Validation validation) {
        this.validation = validation;
    }

    String mismatch(Entity given, Entity wanted, int offset) {
        if (given.getClass() != wanted.getClass()) {
            return "expected " + wanted.word() + ", found " + given.word();
        }
        if (given instanceof Entity.OfModule of) {
            return validation.core.mismatch(of.module(), ((Entity.OfModule) wanted).module());
        }
        if (given instanceof Entity.OfFunction of) {
            return function(of.function(), ((Entity.OfFunction) wanted).function(), offset);
        }
        if (given instanceof Entity.OfInstance of) {
            return instance(of.instance(), ((Entity.OfInstance) wanted).instance(), offset);
        }
        if (given instanceof Entity.OfComponent of) {
            return component(of.component(), ((Entity.OfComponent) wanted).component(), offset);
        }
        return type(((Entity.OfType) given).referenced(), ((Entity.OfType) wanted).referenced(), offset);
    }

    private String type(ScopeType given, ScopeType wanted, int offset) {
        if (given.getClass() != wanted.getClass()) {
            return "expected " + wanted.kind() + ", found " + given.kind();
        }
        if (given instanceof ResourceNode resource) {
            return resource.resource == ((ResourceNode) wanted).resource ? null : "resource types are not the same";
        }
        if (given instanceof ValueNode value) {
            ValueType type = ((ValueNode) wanted).type;
            return type instanceof Primitive && !(value.type instanceof Primitive)
                    ? "expected primitive, found " + ValueNode.word(value.type)
                    : value(value, (ValueNode) wanted, offset);
        }
        if (given instanceof FunctionNode function) {
            return function(function, (FunctionNode) wanted, offset);
        }
        if (given instanceof InstanceNode instance) {
            return instance(instance, (InstanceNode) wanted, offset);
        }
        return component((ComponentNode) given, (ComponentNode) wanted, offset);
    }

    private String instance(InstanceNode given, InstanceNode wanted, int offset) {
        if (given == wanted) {
            return null;
        }
        validation.effort.walk(wanted.exports.size(), offset);
        for (String name : wanted.exports.keySet()) {
            if (!given.exports.containsKey(name)) {
                return "missing expected export `" + name + "`";
            }
        }
        for (Map.Entry<String, Entity> export : wanted.exports.entrySet()) {
            String reason = mismatch(given.exports.get(export.getKey()), export.getValue(), offset);
            if (reason != null) {
                return "type mismatch in instance export `" + export.getKey() + "`: " + reason;
            }
        }
        return null;
    }

    /** What is wanted gives its imports to what is given, and gets its exports in terms of these. */
    private String component(ComponentNode given, ComponentNode wanted, int offset) {
        if (given == wanted) {
            return null;
        }
        Substitution imports = new Substitution(validation, offset);
        String reason = open(wanted.imports, given.imports, given.imported, "import", imports, offset);
        if (reason != null) {
            return reason;
        }
        Substitution exports = new Substitution(validation, offset);
        return open(imports.applyAll(given.exports), wanted.exports, wanted.defined, "export", exports, offset);
    }

    /**
     * Whether given things satisfy a signature. Its resource types are those that are given for them.
     *
     * @param given by name
     * @param wanted the signature, by name
     * @param resources resource types of the signature, and where they are in it
     * @param word what members of the signature are called
     * @param into gets what stands for the types of the signature
     */
    String open(Map<String, Entity> given, Map<String, Entity> wanted, Map<ResourceType, List<String>> resources,
            String word, Substitution into, int offset) {
        validation.effort.walk(wanted.size() + resources.size(), offset);
        for (Map.Entry<ResourceType, List<String>> each : resources.entrySet()) {
            if (at(given, each.getValue()) instanceof Entity.OfType found
                    && found.named() instanceof ResourceNode node) {
                into.put(each.getKey(), node.resource);
            }
        }
        for (String name : wanted.keySet()) {
            if (!given.containsKey(name)) {
                return "missing " + word + " named `" + name + "`";
            }
        }
        Map<ScopeType, ScopeType> renamings = new IdentityHashMap<>();
        for (Map.Entry<String, Entity> each : wanted.entrySet()) {
            Entity argument = given.get(each.getKey());
            String reason = mismatch(argument, into.apply(each.getValue()), offset);
            if (reason != null) {
                return "type mismatch for " + word + " `" + each.getKey() + "`: " + reason;
            }
            rename(argument, each.getValue(), renamings, offset);
        }
        into.renameTypes(renamings);
        return null;
    }

    private static Entity at(Map<String, Entity> entities, List<String> path) {
        Entity found = entities.get(path.get(0));
        for (int i = 1; i < path.size(); i++) {
            if (!(found instanceof Entity.OfInstance of)) {
                return null;
            }
            found = of.instance().exports.get(path.get(i));
        }
        return found;
    }

    /** Types of a signature have the names of those that are given for them. */
    private void rename(Entity given, Entity wanted, Map<ScopeType, ScopeType> renamings, int offset) {
        validation.effort.walk(1, offset);
        if (wanted instanceof Entity.OfType type) {
            renamings.put(type.named(), ((Entity.OfType) given).named());
        } else if (wanted instanceof Entity.OfInstance of) {
            Map<String, Entity> exports = ((Entity.OfInstance) given).instance().exports;
            of.instance().exports.forEach((name, entity) -> rename(exports.get(name), entity, renamings, offset));
        }
    }

    private String function(FunctionNode given, FunctionNode wanted, int offset) {
        if (given == wanted) {
            return null;
        }
        validation.effort.walk(1 + wanted.params.size(), offset);
        if (given.async != wanted.async) {
            return "expected " + (wanted.async ? "async" : "sync") + " function, found "
                    + (given.async ? "async" : "sync") + " function";
        }
        if (given.params.size() != wanted.params.size()) {
            return "expected " + wanted.params.size() + " parameters, found " + given.params.size();
        }
        for (int i = 0; i < wanted.params.size(); i++) {
            String name = given.names.get(i);
            if (!name.equals(wanted.names.get(i))) {
                return "expected parameter named `" + wanted.names.get(i) + "`, found `" + name + "`";
            }
            String reason = value(given.params.get(i), wanted.params.get(i), offset);
            if (reason != null) {
                return "type mismatch in function parameter `" + name + "`: " + reason;
            }
        }
        return optional(given.result, wanted.result, "type mismatch with result type: ",
                "expected no result, found one", "expected a result, found none", offset);
    }

    private String optional(ValueNode given, ValueNode wanted, String context, String missing, String superfluous,
            int offset) {
        if (given == null || wanted == null) {
            return given == wanted ? null : given == null ? missing : superfluous;
        }
        String reason = value(given, wanted, offset);
        return reason == null ? null : context + reason;
    }

    /** Equal types are the same object, so only what differs is walked through: down to the first difference. */
    private String value(ValueNode given, ValueNode wanted, int offset) {
        if (given.type == wanted.type) {
            return null;
        }
        validation.effort.walk(1 + given.parts.size(), offset);
        if (given.type instanceof Primitive && wanted.type instanceof Primitive) {
            return "expected primitive `" + wanted.type + "` found primitive `" + given.type + "`";
        }
        if (given.type.getClass() != wanted.type.getClass()) {
            return kinds(given, wanted);
        }
        if (given.type instanceof RecordType record) {
            return records(record, (RecordType) wanted.type, given, wanted, offset);
        }
        if (given.type instanceof VariantType variant) {
            return variants(variant, (VariantType) wanted.type, given, wanted, offset);
        }
        if (given.type instanceof ResultType result) {
            return results(result, (ResultType) wanted.type, given, wanted, offset);
        }
        if (given.resource != null) {
            return "resource types are not the same";
        }
        if (given.type instanceof FlagsType) {
            return "mismatch in flags elements";
        }
        if (given.type instanceof EnumType) {
            return "mismatch in enum elements";
        }
        if (given.type instanceof FixedListType list && list.length() != ((FixedListType) wanted.type).length()) {
            return "expected fixed-length " + ((FixedListType) wanted.type).length() + ", found size " + list.length();
        }
        if (given.type instanceof StreamType || given.type instanceof FutureType) {
            String word = ValueNode.word(given.type);
            return optional(part(given), part(wanted), "type mismatch in " + word + ": ",
                    "expected " + word + " type, but found none", "expected " + word + " type to not be present",
                    offset);
        }
        return members(given, wanted, offset);
    }

    private static ValueNode part(ValueNode node) {
        return node.parts.isEmpty() ? null : node.parts.get(0);
    }

    /** A primitive type that has a name is a definition like others; one that is used without is its own word. */
    private String kinds(ValueNode given, ValueNode wanted) {
        boolean hasName = wanted.type instanceof Primitive type && validation.values.primitive(type) != wanted;
        return "expected " + (hasName ? "primitive" : ValueNode.word(wanted.type)) + ", found "
                + ValueNode.word(given.type);
    }

    private String records(RecordType given, RecordType wanted, ValueNode a, ValueNode b, int offset) {
        if (given.fields().size() != wanted.fields().size()) {
            return "expected " + wanted.fields().size() + " fields, found " + given.fields().size();
        }
        for (int i = 0; i < given.fields().size(); i++) {
            NamedType field = given.fields().get(i);
            if (!field.name().equals(wanted.fields().get(i).name())) {
                return "expected field name `" + wanted.fields().get(i).name() + "`, found `" + field.name() + "`";
            }
            String reason = value(a.parts.get(i), b.parts.get(i), offset);
            if (reason != null) {
                return "type mismatch in record field `" + field.name() + "`: " + reason;
            }
        }
        return null;
    }

    private String variants(VariantType given, VariantType wanted, ValueNode a, ValueNode b, int offset) {
        if (given.cases().size() != wanted.cases().size()) {
            return "expected " + wanted.cases().size() + " cases, found " + given.cases().size();
        }
        int next = 0;
        for (int i = 0; i < given.cases().size(); i++) {
            VariantType.Case mine = given.cases().get(i);
            VariantType.Case other = wanted.cases().get(i);
            if (!mine.name().equals(other.name())) {
                return "expected case named `" + other.name() + "`, found `" + mine.name() + "`";
            }
            if (mine.payload().isPresent() != other.payload().isPresent()) {
                return "expected case `" + mine.name() + "` to have "
                        + (mine.payload().isPresent() ? "no type" : "a type, found none");
            }
            if (mine.payload().isPresent()) {
                String reason = value(a.parts.get(next), b.parts.get(next), offset);
                next++;
                if (reason != null) {
                    return "type mismatch in variant case `" + mine.name() + "`: " + reason;
                }
            }
        }
        return null;
    }

    private String results(ResultType given, ResultType wanted, ValueNode a, ValueNode b, int offset) {
        String reason = optional(given.ok().isPresent() ? a.parts.get(0) : null,
                wanted.ok().isPresent() ? b.parts.get(0) : null, "type mismatch in ok variant: ",
                "expected ok type, but found none", "expected ok type to not be present", offset);
        if (reason != null) {
            return reason;
        }
        return optional(given.error().isPresent() ? a.parts.get(a.parts.size() - 1) : null,
                wanted.error().isPresent() ? b.parts.get(b.parts.size() - 1) : null,
                "type mismatch in err variant: ", "expected err type, but found none",
                "expected err type to not be present", offset);
    }

    /** What has parts without names: tuples, lists, options, maps. */
    private String members(ValueNode given, ValueNode wanted, int offset) {
        if (given.parts.size() != wanted.parts.size()) {
            return "expected " + wanted.parts.size() + " types, found " + given.parts.size();
        }
        for (int i = 0; i < given.parts.size(); i++) {
            String reason = value(given.parts.get(i), wanted.parts.get(i), offset);
            if (reason != null) {
                String place = given.type instanceof TupleType
                        ? "type mismatch in tuple field " + i + ": "
                        : given.type instanceof MapType
                                ? "type mismatch in map " + (i == 0 ? "key" : "value") + ": "
                        : "";
                return place + reason;
            }
        }
        return null;
    }
}
