/** Types of the component model as people read them: as WIT has them. */
package dev.vespula.component.internal.text;
