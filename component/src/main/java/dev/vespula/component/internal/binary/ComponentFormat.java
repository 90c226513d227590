package dev.vespula.component.internal.binary;

/** The numbers of the binary format of components that have names of their own. Component model, Binary.md. */
final class ComponentFormat {
    static final int MAGIC = 0x6D736100;
    /** Version 13 of layer 1. */
    static final int COMPONENT_VERSION = 0x1000D;
    /** Version 1 of layer 0. */
    static final int MODULE_VERSION = 1;
    static final int LAYER_SHIFT = 16;
    static final int COMPONENT_LAYER = COMPONENT_VERSION >>> LAYER_SHIFT;
    static final int HEADER_BYTES = 8;

    static final int CUSTOM_SECTION = 0;
    static final int CORE_MODULE_SECTION = 1;
    static final int CORE_INSTANCE_SECTION = 2;
    static final int CORE_TYPE_SECTION = 3;
    static final int COMPONENT_SECTION = 4;
    static final int INSTANCE_SECTION = 5;
    static final int ALIAS_SECTION = 6;
    static final int TYPE_SECTION = 7;
    static final int CANON_SECTION = 8;
    static final int START_SECTION = 9;
    static final int IMPORT_SECTION = 10;
    static final int EXPORT_SECTION = 11;
    static final int VALUE_SECTION = 12;

    /** The custom section with names. */
    static final String NAME_SECTION = "component-name";

    // What definitions of instances begin with.
    static final int INSTANTIATE = 0;
    static final int BAG_OF_EXPORTS = 1;

    // What aliases are of.
    static final int EXPORT_ALIAS = 0;
    static final int CORE_EXPORT_ALIAS = 1;
    static final int OUTER_ALIAS = 2;

    // What types begin with.
    static final int RESOURCE = 0x3F;
    static final int FUNCTION = 0x40;
    static final int COMPONENT = 0x41;
    static final int INSTANCE = 0x42;
    static final int ASYNC_FUNCTION = 0x43;
    static final int MAP = 0x63;
    static final int ERROR_CONTEXT = 0x64;
    static final int FUTURE = 0x65;
    static final int STREAM = 0x66;
    static final int FIXED_LIST = 0x67;
    static final int BORROW = 0x68;
    static final int OWN = 0x69;
    static final int RESULT = 0x6A;
    static final int OPTION = 0x6B;
    static final int ENUM = 0x6D;
    static final int FLAGS = 0x6E;
    static final int TUPLE = 0x6F;
    static final int LIST = 0x70;
    static final int VARIANT = 0x71;
    static final int RECORD = 0x72;
    /** The lowest code of the primitive types but error-context. */
    static final int STRING = 0x73;
    /** The highest code of the primitive types, and that of the core type i32. */
    static final int BOOL = 0x7F;
    static final int CORE_I32 = 0x7F;
    static final int CORE_I64 = 0x7E;
    static final int CORE_F64 = 0x7C;

    // Declarations in types of components and instances.
    static final int CORE_TYPE_DECLARATION = 0;
    static final int TYPE_DECLARATION = 1;
    static final int ALIAS_DECLARATION = 2;
    static final int IMPORT_DECLARATION = 3;
    static final int EXPORT_DECLARATION = 4;

    /** What the type of a core module begins with. */
    static final int MODULE_TYPE = 0x50;
    /** What stands before a non-final sub type, which begins with the same byte as the type of a module. */
    static final int SUB_PREFIX = 0;

    // Declarations in types of core modules.
    static final int MODULE_IMPORT = 0;
    static final int MODULE_TYPE_DEFINITION = 1;
    static final int MODULE_ALIAS = 2;
    static final int MODULE_EXPORT = 3;
    /** The target of an alias there. */
    static final int MODULE_OUTER_ALIAS = 1;

    // Attributes of names.
    static final int PLAIN_NAME = 0;
    static final int OTHER_PLAIN_NAME = 1;
    static final int NAME_WITH_ATTRIBUTES = 2;
    static final int IMPLEMENTS = 0;
    static final int VERSION_SUFFIX = 1;
    static final int EXTERNAL_ID = 2;

    // Bounds of types.
    static final int EQUAL_BOUND = 0;
    static final int SUB_RESOURCE = 1;
    static final int VALUE_TYPE_BOUND = 1;

    // Results of functions.
    static final int ONE_RESULT = 0;
    static final int NO_RESULT = 1;

    // Canonical definitions that are no Builtin.
    static final int LIFT = 0;
    static final int LOWER = 1;
    static final int RESOURCE_NEW = 2;
    static final int RESOURCE_REP = 4;
    static final int TASK_RETURN = 9;
    static final int THREAD_SPAWN_REF = 0x40;
    static final int AVAILABLE_PARALLELISM = 0x42;

    // Canonical options; those of encodings are the ordinals of StringEncoding.
    static final int MEMORY_OPTION = 3;
    static final int REALLOC_OPTION = 4;
    static final int POST_RETURN_OPTION = 5;
    static final int ASYNC_OPTION = 6;
    static final int CALLBACK_OPTION = 7;
    static final int CORE_TYPE_OPTION = 8;
    static final int GC_OPTION = 9;

    // Subsections of names.
    static final int COMPONENT_NAME = 0;
    static final int NAMES_OF_SORT = 1;

    private ComponentFormat() {}
}
