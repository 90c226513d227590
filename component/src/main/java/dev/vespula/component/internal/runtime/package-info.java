/** What instances of components are while they run: flags, handles, resources, tasks. CanonicalABI.md, "Runtime State". */
package dev.vespula.component.internal.runtime;
