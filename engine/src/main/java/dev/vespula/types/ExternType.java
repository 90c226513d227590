package dev.vespula.types;

/** The type of something that a module imports or exports. */
public sealed interface ExternType permits FuncType, TableType, MemoryType, GlobalType, TagType {}
