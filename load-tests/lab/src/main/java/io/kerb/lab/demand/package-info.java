/** How well demand is forecast. */
package io.kerb.lab.demand;
