/** A product of a made-up offer file: SKU, what names it, usage type, dollars, unit. */
export interface FixtureProduct {
  readonly name: string;
  readonly usagetype: string;
  readonly usd: unknown;
  readonly unit?: string;
  readonly inferenceType?: string;
  readonly regionCode?: string;
}

type Json = { [key: string]: unknown };

const REGION = { regionCode: 'us-east-1', location: 'US East (N. Virginia)', locationType: 'AWS Region' };

/** In the shape of `AmazonBedrockFoundationModels`: no model attribute, a million tokens to the unit. */
export function marketplaceOffer(products: readonly FixtureProduct[]): Json {
  return offerFile('AmazonBedrockFoundationModels', products, ({ name, usagetype, regionCode }) => ({
    unit: '1M tokens',
    attributes: {
      servicecode: 'AmazonBedrockFoundationModels',
      ...REGION,
      ...(regionCode !== undefined && { regionCode }),
      usagetype,
      operation: '',
      servicename: `${name} (Amazon Bedrock Edition)`,
    },
  }));
}

/** In the shape of `AmazonBedrock`: model and inference type named, a thousand tokens to the unit. */
export function bedrockOffer(products: readonly FixtureProduct[]): Json {
  return offerFile('AmazonBedrock', products, ({ name, usagetype, inferenceType, regionCode }) => ({
    unit: '1K tokens',
    attributes: {
      servicecode: 'AmazonBedrock',
      ...REGION,
      ...(regionCode !== undefined && { regionCode }),
      usagetype,
      operation: '',
      ...(name !== '' && { model: name, provider: 'Somebody' }),
      ...(inferenceType !== undefined && { inferenceType }),
      feature: 'On-demand Inference',
      servicename: 'Amazon Bedrock',
    },
  }));
}

function offerFile(
  offerCode: string,
  list: readonly FixtureProduct[],
  shape: (product: FixtureProduct) => { readonly unit: string; readonly attributes: Json },
): Json {
  const products: Json = {};
  const terms: Json = {};
  for (const [index, product] of list.entries()) {
    const sku = `SKU${String(index).padStart(4, '0')}`;
    const { unit, attributes } = shape(product);
    products[sku] = { sku, productFamily: 'Amazon Bedrock', attributes };
    terms[sku] = {
      [`${sku}.JRTCKXETXF`]: {
        offerTermCode: 'JRTCKXETXF',
        sku,
        effectiveDate: '2026-12-01T00:00:00Z',
        priceDimensions: {
          [`${sku}.JRTCKXETXF.6YS6EN2CT7`]: {
            rateCode: `${sku}.JRTCKXETXF.6YS6EN2CT7`,
            unit: product.unit ?? unit,
            beginRange: '0',
            endRange: 'Inf',
            description: 'made up for a test',
            appliesTo: [],
            pricePerUnit: { USD: product.usd },
          },
        },
        termAttributes: {},
      },
    };
  }
  return {
    formatVersion: 'v1.0',
    offerCode,
    version: '20261214164418',
    publicationDate: '2026-12-14T16:44:18Z',
    products,
    terms: { OnDemand: terms },
  };
}
