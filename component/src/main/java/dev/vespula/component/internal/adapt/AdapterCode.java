package dev.vespula.component.internal.adapt;

import dev.vespula.component.types.ResourceType;
import java.util.List;

/**
 * An adapter that was written.
 *
 * @param module    the core module, which exports one function
 * @param imports   what it imports, in order
 * @param resources the resource types that it passes, by the numbers of their provisions
 */
record AdapterCode(byte[] module, List<Provision> imports, List<ResourceType> resources) {}
