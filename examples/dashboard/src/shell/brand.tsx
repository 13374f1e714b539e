import icon from './icon.svg';

/** Name and sign of the app. */
export const Brand = () => (
  <span className="brand">
    <img src={icon} alt="" width={24} height={24} />
    Call records
  </span>
);
