/** What a snapshot has of instances of components, beside the core instances: flags, handles, resources, calls under way. */
package dev.vespula.component.internal.snapshot;
