/**
 * What an engine can be told beside what {@link dev.vespula.Config} offers to users: by the command line and the tools of this
 * project, and by tests. Values only; nothing here depends on the rest of the engine.
 */
package dev.vespula.internal.policy;
