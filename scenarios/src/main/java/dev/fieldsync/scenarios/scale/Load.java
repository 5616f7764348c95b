package dev.fieldsync.scenarios.scale;

/**
 * What is asked of the system.
 *
 * @param perSecond updates a second
 * @param organizations how many
 * @param organizationSkew exponent of the sizes of organizations, see {@link Zipf}
 * @param templates of each organization
 * @param templateSkew exponent of how often an organization's templates are edited
 */
record Load(
    double perSecond,
    int organizations,
    double organizationSkew,
    int templates,
    double templateSkew) {}
