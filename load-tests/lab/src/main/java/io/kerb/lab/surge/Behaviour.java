package io.kerb.lab.surge;

/**
 * How riders and drivers mind prices.
 *
 * @param elasticity of orders: at m times the price m^-elasticity of the riders order. Cohen, Hahn,
 *     Hall, Levitt and Metcalfe 2016 (NBER 22627) found -0.4 to -0.6 at most multipliers
 * @param looksAgain share of those who do not order who look again some minutes later; the rest
 *     leaves
 * @param follows chance that an idle driver who looks at the map goes where prices are up, per
 *     whole multiple above the usual price
 * @param joinsPerHour rate at which drivers at home come on duty, per whole multiple that prices
 *     near them are up. Chen and Sheldon 2016 and Hall, Kendrick and Nosko 2015 saw drivers come
 *     and stay for surge, at one concert up to twice as many
 * @param atHome drivers at home, as a share of the fleet
 */
public record Behaviour(
    double elasticity, double looksAgain, double follows, double joinsPerHour, double atHome) {
  public Behaviour {
    require("elasticity", elasticity, 5);
    require("looks-again", looksAgain, 1);
    require("follows", follows, 1);
    require("joins-per-hour", joinsPerHour, 20);
    require("at-home", atHome, 2);
  }

  private static void require(String name, double value, double max) {
    if (!(value >= 0 && value <= max)) {
      throw new IllegalArgumentException(name + " must be 0 to " + max + ", but was " + value);
    }
  }
}
