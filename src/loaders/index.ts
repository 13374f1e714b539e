export interface Loaders { placeholder?: never }
