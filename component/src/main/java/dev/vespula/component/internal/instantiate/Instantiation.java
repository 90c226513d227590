package dev.vespula.component.internal.instantiate;

import dev.vespula.Extern;
import dev.vespula.Func;
import dev.vespula.Memory;
import dev.vespula.Module;
import dev.vespula.component.internal.abi.Assembly;
import dev.vespula.component.internal.abi.Callee;
import dev.vespula.component.internal.abi.CoreFunction;
import dev.vespula.component.internal.abi.FunctionPlan;
import dev.vespula.component.internal.abi.Guest;
import dev.vespula.component.internal.abi.LiftedFunction;
import dev.vespula.component.internal.abi.LoweredForm;
import dev.vespula.component.internal.abi.LoweredFunction;
import dev.vespula.component.internal.abi.LoweredSuspension;
import dev.vespula.component.internal.abi.ReturnSlot;
import dev.vespula.component.internal.model.Alias;
import dev.vespula.component.internal.model.Canon;
import dev.vespula.component.internal.model.CanonOption;
import dev.vespula.component.internal.model.Definition;
import dev.vespula.component.internal.model.Sort;
import dev.vespula.component.internal.model.StringEncoding;
import dev.vespula.component.internal.model.TypeDefinition;
import dev.vespula.component.internal.runtime.ComponentState;
import dev.vespula.component.internal.runtime.ResourceClass;
import dev.vespula.component.internal.validate.ResourceOrigin;
import dev.vespula.component.internal.validate.ValidComponent;
import dev.vespula.component.types.FunctionType;
import dev.vespula.component.types.ResourceType;
import dev.vespula.component.types.TypeBound;
import dev.vespula.types.FuncType;
import dev.vespula.types.ImportType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes an instance of a component: executes its definitions in their order. What is valid needs no more checks here. */
public final class Instantiation {
    private final Assembly assembly;
    private final ComponentCode code;
    private final ValidComponent valid;
    private final Scope scope;
    private final Map<String, Entity> imports;
    private final Map<String, Entity> exports = new LinkedHashMap<>();
    private final ReturnSlot returns = new ReturnSlot();
    private int types;
    private int builtinCount;

    private Instantiation(Assembly assembly, Entity.OfComponent component, ComponentState parent, Map<String, Entity> imports) {
        this.assembly = assembly;
        this.code = component.code();
        this.valid = code.valid();
        this.scope = new Scope(component.around(), assembly.add(new ComponentState(assembly.store(), parent,
                code.usesSlots())));
        this.imports = imports;
    }

    /**
     * Makes an instance that the host asks for.
     *
     * @param imports what stands for each import; it fits
     * @return the exports
     */
    public static Map<String, Entity> instantiate(Assembly assembly, ComponentCode code, Map<String, Entity> imports) {
        return new Instantiation(assembly, new Entity.OfComponent(code, null), null, imports).run();
    }

    private Map<String, Entity> run() {
        scope.state().countMaking(valid.model().definitions().size());
        for (ResourceOrigin.OfImport origin : code.importedResources()) {
            defineResource(origin.resource(), imports, origin.path());
        }
        for (Definition definition : valid.model().definitions()) {
            execute(definition);
        }
        return exports;
    }

    private void defineResource(ResourceType token, Map<String, Entity> entities, List<String> path) {
        if (Entity.OfInstance.find(entities, path) instanceof Entity.OfResource resource) {
            scope.state().define(token, resource.type());
        }
    }

    private void execute(Definition definition) {
        if (definition instanceof Definition.OfCoreModule) {
            scope.add(Sort.CORE_MODULE, valid.modules().get(scope.count(Sort.CORE_MODULE)).orElseThrow());
        } else if (definition instanceof Definition.OfCoreInstance instance) {
            scope.add(Sort.CORE_INSTANCE, coreInstance(instance));
        } else if (definition instanceof Definition.OfCoreExports bag) {
            Map<String, Object> externs = new LinkedHashMap<>();
            bag.exports().forEach(export -> externs.put(export.name(), scope.get(export.sort(), export.index())));
            scope.add(Sort.CORE_INSTANCE, externs);
        } else if (definition instanceof Definition.OfComponent) {
            scope.add(Sort.COMPONENT, new Entity.OfComponent(code.nested(scope.count(Sort.COMPONENT)), scope));
        } else if (definition instanceof Definition.OfInstance instance) {
            addInstance(instance(instance));
        } else if (definition instanceof Definition.OfExports bag) {
            Map<String, Entity> entities = new LinkedHashMap<>();
            bag.exports().forEach(export -> entities.put(export.name().name(), entity(export.sort(), export.index())));
            addInstance(entities);
        } else if (definition instanceof Definition.OfAlias alias) {
            alias(alias.alias());
        } else if (definition instanceof Definition.OfType type) {
            type(type.type());
        } else if (definition instanceof Definition.OfCanon canon) {
            canon(canon.canon());
        } else if (definition instanceof Definition.OfImport imported) {
            add(imports.getOrDefault(imported.name().name(), new Entity.OfType()));
        } else if (definition instanceof Definition.OfExport export) {
            Entity entity = entity(export.sort(), export.index());
            String name = export.name().name();
            exports.put(name, entity);
            code.resourcesOf(name).forEach(origin -> defineResource(origin.resource(), exports, origin.path()));
            add(entity);
        }
    }

    // ---- core

    private Map<String, Extern> coreInstance(Definition.OfCoreInstance definition) {
        Map<String, Map<String, Extern>> arguments = new LinkedHashMap<>();
        definition.arguments().forEach(one -> arguments.put(one.name(), scope.coreInstance(one.index())));
        Module module = scope.module(definition.module());
        List<Extern> externs = new ArrayList<>();
        for (ImportType wanted : module.imports()) {
            externs.add(arguments.get(wanted.module()).get(wanted.name()));
        }
        return assembly.instance(module, externs).exports();
    }

    // ---- instances

    private Map<String, Entity> instance(Definition.OfInstance definition) {
        Map<String, Entity> arguments = new LinkedHashMap<>();
        definition.arguments().forEach(one -> arguments.put(one.name(), entity(one.sort(), one.index())));
        Entity.OfComponent component = scope.component(definition.component());
        // An instance is within the one that makes it, whatever surrounds its definition.
        return new Instantiation(assembly, component, scope.state(), arguments).run();
    }

    private void addInstance(Map<String, Entity> entities) {
        int index = scope.count(Sort.INSTANCE);
        scope.add(Sort.INSTANCE, entities);
        for (ResourceOrigin.OfInstance origin : code.resourcesOf(index)) {
            defineResource(origin.resource(), entities, origin.path());
        }
    }

    /** What has an index, for those who get it. */
    private Entity entity(Sort sort, int index) {
        return switch (sort) {
            case FUNCTION -> new Entity.OfFunction(scope.function(index));
            case INSTANCE -> new Entity.OfInstance(scope.instance(index));
            case COMPONENT -> scope.component(index);
            case CORE_MODULE -> new Entity.OfModule(scope.module(index));
            case TYPE -> type(index);
            default -> throw new AssertionError(sort);
        };
    }

    private Entity type(int index) {
        return valid.types().get(index) instanceof TypeBound.OfResource resource
                ? new Entity.OfResource(scope.state().resource(resource.type()))
                : new Entity.OfType();
    }

    /** Adds what was imported, exported or aliased to the index space of its sort. */
    private void add(Entity entity) {
        if (entity instanceof Entity.OfFunction function) {
            scope.add(Sort.FUNCTION, function.callee());
        } else if (entity instanceof Entity.OfInstance instance) {
            addInstance(instance.exports());
        } else if (entity instanceof Entity.OfComponent component) {
            scope.add(Sort.COMPONENT, component);
        } else if (entity instanceof Entity.OfModule module) {
            scope.add(Sort.CORE_MODULE, module.module());
        } else {
            types++;
        }
    }

    private void alias(Alias alias) {
        if (alias instanceof Alias.OfExport export) {
            add(scope.instance(export.instance()).getOrDefault(export.name(), new Entity.OfType()));
        } else if (alias instanceof Alias.OfCoreExport export) {
            scope.add(export.sort(), scope.coreInstance(export.instance()).get(export.name()));
        } else if (alias instanceof Alias.OfOuter outer) {
            if (outer.sort() == Sort.COMPONENT || outer.sort() == Sort.CORE_MODULE) {
                scope.add(outer.sort(), scope.outwards(outer.count()).get(outer.sort(), outer.index()));
            } else if (outer.sort() == Sort.TYPE) {
                types++;
            }
        }
    }

    private void type(TypeDefinition type) {
        if (type instanceof TypeDefinition.OfResource resource) {
            ResourceType token = ((TypeBound.OfResource) valid.types().get(types)).type();
            ResourceClass.GuestDestructor destructor = null;
            if (resource.destructor().isPresent()) {
                CoreFunction core = new CoreFunction(scope.coreFunction(resource.destructor().getAsInt()));
                destructor = representation -> {
                    boolean before = assembly.setCanSuspend(false);
                    try {
                        core.call(representation);
                    } catch (LoweredSuspension suspension) {
                        throw suspension.inDestructor();
                    } finally {
                        assembly.setCanSuspend(before);
                    }
                };
            }
            ResourceClass defined = ResourceClass.ofGuest(token.name(), scope.state(), destructor);
            assembly.add(defined);
            scope.state().define(token, defined);
        }
        types++;
    }

    // ---- canonical definitions

    private void canon(Canon canon) {
        if (canon instanceof Canon.Lift lift) {
            FunctionType type = (FunctionType) ((TypeBound.OfExtern) valid.types().get(lift.type())).type();
            FunctionPlan plan = code.plans().of(type);
            CoreFunction postReturn = null;
            for (CanonOption option : lift.options()) {
                if (option instanceof CanonOption.OfPostReturn post) {
                    postReturn = new CoreFunction(scope.coreFunction(post.function()));
                }
            }
            scope.add(Sort.FUNCTION, new LiftedFunction(assembly, plan, guest(lift.options()), new CoreFunction(scope
                    .coreFunction(
                            lift.coreFunction())), postReturn, isAsync(lift.options()) ? returns : null, callee -> code
                                    .adapters().entry(assembly.store(), callee)));
        } else if (canon instanceof Canon.Lower lower) {
            FunctionPlan plan = code.plans().of(valid.functions().get(lower.function()));
            Guest guest = guest(lower.options());
            Callee callee = scope.function(lower.function());
            LoweredForm form = isAsync(lower.options()) ? LoweredForm.ASYNC : LoweredForm.SYNC;
            boolean isAdapted = form == LoweredForm.SYNC && callee instanceof LiftedFunction lifted && lifted.isSynchronous();
            scope.add(Sort.CORE_FUNCTION, isAdapted ? code.adapters().adapt(assembly, plan, guest, (LiftedFunction) callee)
                    : LoweredFunction.of(assembly, plan, form, guest, callee));
        } else {
            scope.add(Sort.CORE_FUNCTION, builtin(canon));
        }
    }

    private Func builtin(Canon canon) {
        Builtins builtins = new Builtins(assembly.store(), scope.state());
        if (canon instanceof Canon.OfResource resource) {
            ResourceType token = ((TypeBound.OfResource) valid.types().get(resource.type())).type();
            return builtins.resource(resource.operation(), scope.state().resource(token));
        }
        FuncType type = valid.builtins().get(builtinCount++);
        return canon instanceof Canon.TaskReturn returning ? builtins.taskReturn(type, guest(returning.options()), returns)
                : builtins.other(canon, type);
    }

    private static boolean isAsync(List<CanonOption> options) {
        for (CanonOption option : options) {
            if (option instanceof CanonOption.OfAsync) {
                return true;
            }
        }
        return false;
    }

    private Guest guest(List<CanonOption> options) {
        StringEncoding encoding = StringEncoding.UTF8;
        Memory memory = null;
        CoreFunction realloc = null;
        for (CanonOption option : options) {
            if (option instanceof CanonOption.OfEncoding of) {
                encoding = of.encoding();
            } else if (option instanceof CanonOption.OfMemory of) {
                memory = scope.memory(of.memory());
            } else if (option instanceof CanonOption.OfRealloc of) {
                realloc = new CoreFunction(scope.coreFunction(of.function()));
            }
        }
        return new Guest(scope.state(), encoding, memory, realloc);
    }
}
